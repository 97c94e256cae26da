package com.xenlixai.scan.analyze.facts;

import static com.xenlixai.scan.analyze.facts.Flags.has;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Gathers links. Their addresses are resolved at the end, since a base may come late.
final class LinkPart {

    static final int MOST = 5_000;
    private static final int LONGEST_HREF = 4_000;

    private final SourceText source;
    private final Named named;
    private final Ids ids;
    private final List<Open> links = new ArrayList<>();
    private int total;

    LinkPart(SourceText source, Named named, Ids ids) {
        this.source = source;
        this.named = named;
        this.ids = ids;
    }

    /// A link whose name is known once the walk has left it.
    private static final class Open {
        private final Element element;
        private final @Nullable String href;
        private final String rel;
        private final String labelledBy;
        private final boolean scripted;
        private final int flags;
        private String name;

        Open(Element element, Attrs attrs, String name, boolean scripted, int flags) {
            this.element = element;
            this.href = attrs.href == null ? null : Spaces.shortened(attrs.href, LONGEST_HREF);
            this.rel = attrs.rel;
            this.labelledBy = attrs.ariaLabelledBy;
            this.name = name;
            this.scripted = scripted;
            this.flags = flags;
        }
    }

    void enter(Element element, Attrs attrs, int flags) {
        if (has(flags, Flags.NOSCRIPT)) {
            return;
        }
        String href = attrs.href;
        boolean scripted = attrs.role.equals("link") || attrs.onclick && attrs.role.isEmpty();
        if (href == null && !scripted) {
            return;
        }
        total++;
        if (links.size() >= MOST) {
            return;
        }
        String label = attrs.ariaLabel;
        if (element.normalName().equals("area")) {
            label = label.isEmpty() ? element.attr("alt").strip() : label;
        }
        Open link = new Open(element, attrs, label, scripted, flags);
        links.add(link);
        if (label.isEmpty()) {
            String title = attrs.title.strip();
            named.open(
                    element,
                    sink -> {
                        String name = sink.name();
                        link.name = name.isEmpty() ? title : name;
                    });
        }
    }

    int total() {
        return total;
    }

    List<LinkFact> facts(WebUrl base) {
        Map<String, @Nullable WebUrl> resolved = HashMap.newHashMap(links.size());
        List<LinkFact> facts = new ArrayList<>(links.size());
        for (Open link : links) {
            String labelled = link.labelledBy.isEmpty() ? "" : ids.textOf(link.labelledBy);
            String name = labelled.isEmpty() ? link.name : labelled;
            String href = link.href;
            WebUrl url =
                    href == null || href.isBlank()
                            ? null
                            : resolved.computeIfAbsent(href, text -> WebUrl.resolve(text, base));
            facts.add(
                    new LinkFact(
                            href,
                            url,
                            HeadPart.tokens(link.rel),
                            name,
                            link.scripted,
                            Flags.region(link.flags),
                            new Spot(source, link.element)));
        }
        return facts;
    }
}
