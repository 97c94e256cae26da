package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;
import java.util.Arrays;

/// A text that comes in pieces, joined as {@link Spaces#appendSingle} joins them. The pieces are kept as
/// they are until the text is asked for, since most texts have one piece or are never asked for.
final class Pieces {

    private static final String[] NONE = {};

    private String[] pieces = NONE;
    private int count;
    private int length;

    /// Adds text whose white space is single, without a second blank at the seam.
    ///
    /// @param longest that the whole text may be
    void add(String text, int longest) {
        String piece = Spaces.addition(text, length == 0 || endsInBlank(), longest - length);
        if (!piece.isEmpty()) {
            keep(piece);
        }
    }

    private void keep(String piece) {
        if (count == pieces.length) {
            pieces = count == 0 ? new String[1] : Arrays.copyOf(pieces, count * 2 + 2);
        }
        pieces[count++] = piece;
        length += piece.length();
    }

    private boolean endsInBlank() {
        return pieces[count - 1].endsWith(" ");
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /// The text without a blank at its end.
    ///
    /// @param spare to join in; what it holds is lost
    String trimmed(StringBuilder spare) {
        if (count == 0) {
            return "";
        }
        int last = pieces[count - 1].equals(" ") ? count - 2 : count - 1;
        if (last == 0) {
            boolean blank = last == count - 1 && endsInBlank();
            return blank ? pieces[0].substring(0, length - 1) : pieces[0];
        }
        spare.setLength(0);
        for (int i = 0; i < count; i++) {
            spare.append(pieces[i]);
        }
        Spaces.trimEnd(spare);
        return spare.toString();
    }
}
