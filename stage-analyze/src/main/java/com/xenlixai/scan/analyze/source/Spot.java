package com.xenlixai.scan.analyze.source;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/// A place on the page. Path, line and snippet are worked out when they are asked for, since most
/// places are never shown.
public final class Spot {

    /// The longest snippet, in characters.
    public static final int LONGEST_SNIPPET = 300;

    private static final int LONGEST_PATH = 20;

    private final SourceText source;
    private final Node node;
    private final int offset;

    public Spot(SourceText source, Node node) {
        this(source, node, -1);
    }

    /// @param offset where in the source it is, or -1 for the start of the node
    public Spot(SourceText source, Node node, int offset) {
        this.source = source;
        this.node = node;
        this.offset = offset;
    }

    /// Offset in the decoded source, in characters; -1 for elements that the source only implies.
    public int offset() {
        return offset >= 0 ? offset : source.offsets().start(node);
    }

    public int line() {
        return source.line(offset());
    }

    public int column() {
        return source.column(offset());
    }

    /// The source from this place on, up to the end of the element, at most 300 characters.
    public String snippet() {
        int start = offset();
        if (start < 0) {
            return "<" + node.nodeName() + ">";
        }
        int end = start + LONGEST_SNIPPET;
        if (offset < 0 && node instanceof Element element) {
            int close = source.offsets().end(element);
            end = close > start ? close : source.offsets().startEnd(node);
        }
        return source.piece(start, end, LONGEST_SNIPPET);
    }

    /// A CSS path that leads to the element: from the closest element with an id, or from the root.
    public String path() {
        Element element =
                node instanceof Element own ? own : node.parent() instanceof Element up ? up : null;
        Deque<String> steps = new ArrayDeque<>();
        while (element != null && element.parent() instanceof Element parent) {
            if (steps.size() == LONGEST_PATH) {
                steps.addFirst("…");
                break;
            }
            String id = element.id();
            if (isPlainId(id)) {
                steps.addFirst("#" + id);
                break;
            }
            steps.addFirst(step(element, parent));
            element = parent;
        }
        return String.join(" > ", steps);
    }

    private static String step(Element element, Element parent) {
        String name = element.normalName();
        if (name.equals("html") || name.equals("head") || name.equals("body")) {
            return name;
        }
        int twins = 0;
        int place = 0;
        // Once it is found, one more of its kind is enough to know that it is not alone.
        for (int i = 0; i < parent.childNodeSize() && (place == 0 || twins == 1); i++) {
            if (parent.childNode(i) instanceof Element child && child.normalName().equals(name)) {
                twins++;
                place = child == element ? twins : place;
            }
        }
        return twins == 1 ? name : name + ":nth-of-type(" + place + ")";
    }

    private static boolean isPlainId(String id) {
        if (id.isEmpty() || id.length() > 60 || !Character.isLetter(id.charAt(0))) {
            return false;
        }
        for (int i = 1; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
