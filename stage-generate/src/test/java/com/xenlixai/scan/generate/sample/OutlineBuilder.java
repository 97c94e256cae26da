package com.xenlixai.scan.generate.sample;

import com.xenlixai.scan.contract.event.OutlineNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Writes an outline the way a page is nested: {@code open("article", "post")} … `close()`.
public final class OutlineBuilder {

    private final List<OutlineNode> nodes = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    public OutlineBuilder() {
        open("body", "");
    }

    public OutlineBuilder open(String tag, String hints) {
        add(tag, hints, "", 0, false);
        open.push(nodes.size() - 1);
        return this;
    }

    public OutlineBuilder close() {
        open.pop();
        return this;
    }

    public OutlineBuilder text(String tag, String text) {
        return add(tag, "", text, 0, false);
    }

    /// All of the text is a link.
    public OutlineBuilder link(String tag, String text) {
        return add(tag, "", text, text.length(), false);
    }

    public OutlineBuilder hidden(String tag, String text) {
        return add(tag, "", text, 0, true);
    }

    private OutlineBuilder add(
            String tag, String hints, String text, int linkChars, boolean hidden) {
        int parent = open.isEmpty() ? -1 : open.peek();
        nodes.add(new OutlineNode(parent, tag, hints, text, linkChars, nodes.size() + 1, hidden));
        return this;
    }

    public List<OutlineNode> build() {
        return List.copyOf(nodes);
    }
}
