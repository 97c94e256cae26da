package com.xenlixai.scan.analyze.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The decoded source of a page, which knows the line and column of each offset and the offsets of the
/// page's nodes. Confined to the
/// thread that audits the page.
public final class SourceText {

    private final String text;
    private final NodeOffsets offsets;
    private int @Nullable [] lineStarts;

    public SourceText(String text, NodeOffsets offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    public String text() {
        return text;
    }

    /// Where the nodes are.
    public NodeOffsets offsets() {
        return offsets;
    }

    /// Line of an offset, from 1; 0 for an unknown offset.
    public int line(int offset) {
        return offset < 0 ? 0 : lineIndex(offset) + 1;
    }

    /// Column of an offset in its line, from 1; 0 for an unknown offset.
    public int column(int offset) {
        return offset < 0 ? 0 : offset - starts()[lineIndex(offset)] + 1;
    }

    /// A piece of the source on one line, white space collapsed.
    public String piece(int from, int to, int longest) {
        int start = Math.clamp(from, 0, text.length());
        int end =
                Math.clamp(Math.min((long) to, (long) start + longest * 2L), start, text.length());
        return Spaces.collapsed(text.substring(start, end), longest);
    }

    private int lineIndex(int offset) {
        int found = Arrays.binarySearch(starts(), offset);
        return found >= 0 ? found : -found - 2;
    }

    private int[] starts() {
        int[] known = lineStarts;
        if (known != null) {
            return known;
        }
        int[] starts = new int[64];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        int[] exact = Arrays.copyOf(starts, count);
        lineStarts = exact;
        return exact;
    }
}
