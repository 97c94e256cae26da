package com.xenlixai.scan.analyze.source;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/// Where the nodes of a page are in its source. Noting is cheap and looking up is not, since nearly all
/// places are noted for nothing. Confined to one thread.
public final class NodeOffsets {

    /// Of the source for each node, in characters.
    private static final int USUAL_LENGTH = 24;

    private final Places starts;
    private final Places ends;

    /// Of nodes that begin where another one does; null while there are none, as on most pages.
    private @Nullable Map<Node, Node> originals;

    /// @param length of the source, in characters
    public NodeOffsets(int length) {
        int nodes = Math.clamp(length / USUAL_LENGTH, 64, 100_000);
        starts = new Places(nodes);
        ends = new Places(nodes / 2);
    }

    /// Notes where a node begins.
    ///
    /// @param to end of its start tag, or of a text or comment
    public void started(Node node, int from, int to) {
        if (originals == null || !originals.containsKey(node)) {
            starts.add(node, from, to);
        }
    }

    /// Notes the end of an element's end tag.
    public void ended(Node element, int to) {
        ends.add(element, to, to);
    }

    /// Notes that a node begins where another one does.
    public void copied(Node copy, Node original) {
        if (originals == null) {
            originals = new IdentityHashMap<>(4);
        }
        originals.put(copy, originals.getOrDefault(original, original));
    }

    /// Offset of the node in characters, or -1 when it is not known.
    public int start(Node node) {
        return starts.from(original(node));
    }

    /// End of a node's start tag, or of a text or comment; -1 when it is not known.
    int startEnd(Node node) {
        return starts.to(original(node));
    }

    private Node original(Node node) {
        return originals == null ? node : originals.getOrDefault(node, node);
    }

    /// End of an element with all it holds, or -1 when it is not known.
    int end(Element element) {
        return ends.to(element);
    }

    /// Ranges by node, in the order of the parser, which is nearly that of the page.
    private static final class Places {

        /// The search gives way to an index after it has gone through all nodes so often.
        private static final int MOST_ROUNDS = 20;

        private Node[] nodes;

        /// Beginning and end of each in one number, to be noted at once.
        private long[] ranges;

        private int size;
        private int last;
        private int rounds;
        private @Nullable Map<Node, Integer> index;

        Places(int room) {
            nodes = new Node[room];
            ranges = new long[room];
        }

        void add(Node node, int start, int end) {
            if (size == nodes.length) {
                nodes = Arrays.copyOf(nodes, size * 2);
                ranges = Arrays.copyOf(ranges, size * 2);
            }
            nodes[size] = node;
            ranges[size] = (long) start << Integer.SIZE | Integer.toUnsignedLong(end);
            size++;
        }

        /// Parsers go back into these three, and the first place counts.
        private static boolean mayComeAgain(Node node) {
            if (!(node instanceof Element element) || element.normalName().length() != 4) {
                return false;
            }
            return switch (element.normalName()) {
                case "html", "head", "body" -> true;
                default -> false;
            };
        }

        int from(Node node) {
            int at = find(node);
            return at < 0 ? -1 : (int) (ranges[at] >>> Integer.SIZE);
        }

        int to(Node node) {
            int at = find(node);
            return at < 0 ? -1 : (int) ranges[at];
        }

        private int find(Node node) {
            if (rounds == MOST_ROUNDS) {
                return indexed(node);
            }
            int begin = mayComeAgain(node) ? 0 : last;
            for (int at = begin; at < size; at++) {
                if (nodes[at] == node) {
                    last = at;
                    return at;
                }
            }
            rounds++;
            for (int at = 0; at < begin; at++) {
                if (nodes[at] == node) {
                    last = at;
                    return at;
                }
            }
            return -1;
        }

        private int indexed(Node node) {
            if (index == null) {
                index = new IdentityHashMap<>(size);
                for (int i = 0; i < size; i++) {
                    index.putIfAbsent(nodes[i], i);
                }
            }
            return index.getOrDefault(node, -1);
        }
    }
}
