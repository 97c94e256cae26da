package com.xenlixai.scan.analyze.source;

import java.util.Arrays;

/// The decoded source of a page, which knows the line and column of each offset and the offsets of the
/// page's nodes. Confined to the
/// thread that audits the page.
public final class SourceText {

    private final String text;
    private final NodeOffsets offsets;

    /// Where lines start, as far as the text has been looked at: most places that are asked for are near
    /// its beginning.
    private int[] starts = new int[64];

    private int lines = 1;
    private int looked;

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
        if (offset < 0) {
            return 0;
        }
        int line = lineIndex(offset);
        return offset - starts[line] + 1;
    }

    /// A piece of the source on one line, white space collapsed.
    public String piece(int from, int to, int longest) {
        int start = Math.clamp(from, 0, text.length());
        int end =
                Math.clamp(Math.min((long) to, (long) start + longest * 2L), start, text.length());
        return Spaces.collapsed(text.substring(start, end), longest);
    }

    private int lineIndex(int offset) {
        while (looked <= offset) {
            lookOn();
        }
        int found = Arrays.binarySearch(starts, 0, lines, offset);
        return found >= 0 ? found : -found - 2;
    }

    private void lookOn() {
        int end = text.indexOf('\n', looked);
        if (end < 0) {
            looked = Integer.MAX_VALUE;
            return;
        }
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, lines * 2);
        }
        looked = end + 1;
        starts[lines++] = looked;
    }
}
