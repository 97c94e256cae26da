package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Builds the skeleton of text-bearing elements. A block is kept once text turns up in it, its
/// ancestors before it; empty branches leave no trace.
final class OutlinePart {

    private static final int MOST_NODES = 12_000;
    private static final int MOST_CHARS = 600_000;
    private static final int LONGEST_NODE = 20_000;
    private static final int LONGEST_HINTS = 120;

    private final SourceText source;
    private final List<Open> kept = new ArrayList<>();
    private @Nullable Open top;
    private int chars;

    OutlinePart(SourceText source) {
        this.source = source;
    }

    private static final class Open {
        final Element element;
        final @Nullable Open parent;
        final boolean hidden;
        final Pieces text = new Pieces();
        int linkChars;
        int index = -1;

        Open(Element element, @Nullable Open parent, boolean hidden) {
            this.element = element;
            this.parent = parent;
            this.hidden = hidden;
        }
    }

    void enter(Element block, boolean hidden) {
        top = new Open(block, top, hidden);
    }

    void leave(Element block) {
        if (top != null && top.element == block) {
            top = top.parent;
        }
    }

    /// @param text with its white space single
    void text(String text, boolean link) {
        Open block = top;
        if (block == null || chars >= MOST_CHARS) {
            return;
        }
        if (text.isEmpty() || text.equals(" ")) {
            if (!block.text.isEmpty()) {
                block.text.add(" ", LONGEST_NODE);
            }
            return;
        }
        if (!keep(block)) {
            return;
        }
        int before = block.text.length();
        block.text.add(text, Math.min(LONGEST_NODE, before + MOST_CHARS - chars));
        int added = block.text.length() - before;
        chars += added;
        if (link) {
            block.linkChars += added;
        }
    }

    private boolean keep(Open block) {
        if (block.index >= 0) {
            return true;
        }
        if (block.parent != null && !keep(block.parent) || kept.size() >= MOST_NODES) {
            return false;
        }
        block.index = kept.size();
        kept.add(block);
        return true;
    }

    List<OutlineFact> facts() {
        List<OutlineFact> facts = new ArrayList<>(kept.size());
        StringBuilder spare = new StringBuilder();
        for (Open block : kept) {
            String text = block.text.trimmed(spare);
            facts.add(
                    new OutlineFact(
                            block.parent == null ? -1 : block.parent.index,
                            block.element.normalName(),
                            hints(block.element),
                            text,
                            Math.min(block.linkChars, text.length()),
                            new Spot(source, block.element),
                            block.hidden));
        }
        return facts;
    }

    private static String hints(Element element) {
        String id = element.attr("id");
        String classes = element.attr("class");
        String role = element.attr("role");
        if (id.isEmpty() && classes.isEmpty() && role.isEmpty()) {
            return "";
        }
        String all = Spaces.collapsed(id + " " + classes + " " + role, LONGEST_HINTS);
        return all.toLowerCase(Locale.ROOT);
    }
}
