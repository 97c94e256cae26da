package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
    private final StringBuilder spare = new StringBuilder();

    /// Of the blocks that are kept, in source order; null while the walk is inside of one.
    private final List<@Nullable OutlineFact> facts = new ArrayList<>();

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
            leave(top);
        }
    }

    /// Makes the fact of a block at once, while the processor still has its text at hand.
    private void leave(Open block) {
        if (block.index >= 0) {
            facts.set(block.index, fact(block));
        }
        top = block.parent;
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
        if (block.parent != null && !keep(block.parent) || facts.size() >= MOST_NODES) {
            return false;
        }
        block.index = facts.size();
        facts.add(null);
        return true;
    }

    /// All of them; a walk that was cut short has not left every block.
    List<OutlineFact> facts() {
        while (top != null) {
            leave(top);
        }
        List<OutlineFact> all = new ArrayList<>(facts.size());
        for (OutlineFact fact : facts) {
            all.add(Objects.requireNonNull(fact));
        }
        return all;
    }

    private OutlineFact fact(Open block) {
        String text = block.text.trimmed(spare);
        return new OutlineFact(
                block.parent == null ? -1 : block.parent.index,
                block.element.normalName(),
                hints(block.element),
                text,
                Math.min(block.linkChars, text.length()),
                new Spot(source, block.element),
                block.hidden);
    }

    private String hints(Element element) {
        if (element.attributesSize() == 0) {
            return "";
        }
        String id = element.attr("id");
        String classes = element.attr("class");
        String role = element.attr("role");
        if (id.isEmpty() && classes.isEmpty() && role.isEmpty()) {
            return "";
        }
        spare.setLength(0);
        spare.append(id).append(' ').append(classes).append(' ').append(role);
        return Spaces.collapsed(spare.toString(), LONGEST_HINTS).toLowerCase(Locale.ROOT);
    }
}
