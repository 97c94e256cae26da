package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The ids of the page and what refers to them.
final class Ids {

    private static final int MOST = 50_000;
    private static final int MOST_TEXTS = 500;
    private static final int LONGEST = 400;

    private final Map<String, Element> first = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> labelled = new LinkedHashSet<>();
    private int texts;

    void add(String id, Element element) {
        if (id.isEmpty() || counts.size() >= MOST) {
            return;
        }
        first.putIfAbsent(id, element);
        counts.merge(id, 1, Integer::sum);
    }

    /// A name of an anchor is a target of fragments as well.
    void addName(String name) {
        if (!name.isEmpty() && counts.size() < MOST) {
            counts.putIfAbsent(name, 1);
        }
    }

    /// A label stands for the control with this id.
    void label(String id) {
        if (!id.isEmpty()) {
            labelled.add(id);
        }
    }

    boolean isLabelled(String id) {
        return !id.isEmpty() && labelled.contains(id);
    }

    int count(String id) {
        @Nullable Integer count = counts.get(id);
        return count == null ? 0 : count;
    }

    /// The text of elements that aria-labelledby names.
    String textOf(String references) {
        StringBuilder text = new StringBuilder();
        for (String id : references.split("\\s+")) {
            Element element = first.get(id);
            if (element != null && texts++ < MOST_TEXTS) {
                String label = element.attr("aria-label");
                Spaces.append(text, " " + (label.isEmpty() ? element.text() : label), LONGEST);
            }
        }
        return text.toString().strip();
    }

    Map<String, Integer> counts() {
        return counts;
    }
}
