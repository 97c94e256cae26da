package com.xenlixai.scan.analyze.check;

import java.text.BreakIterator;
import java.util.Locale;

/// How much room a text takes: in characters as people count them, and in pixels of a search result.
public final class TextWidth {

    /// Advance widths of Arial at 20 pixels, from the blank to the tilde.
    private static final int[] ARIAL = {
        6, 6, 7, 11, 11, 18, 13, 4, 7, 7, 8, 12, 6, 7, 6, 6, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11,
        6, 6, 12, 12, 12, 11, 20, 13, 13, 14, 14, 13, 12, 16, 14, 6, 10, 13, 11, 17, 14, 16, 13, 16,
        14, 13, 12, 14, 13, 19, 13, 13, 12, 6, 6, 6, 9, 11, 7, 11, 11, 10, 11, 11, 6, 11, 11, 4, 4,
        10, 4, 17, 11, 11, 11, 11, 7, 10, 6, 11, 10, 14, 10, 10, 10, 7, 5, 7, 12
    };

    private static final int WIDE = 20;
    private static final int USUAL = 11;

    private TextWidth() {}

    /// Grapheme clusters: an emoji of several code points is one character.
    public static int characters(String text) {
        if (isAscii(text)) {
            return text.length();
        }
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int count = 0;
        while (breaks.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    public static int pixels(String text) {
        int pixels = 0;
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            pixels += width(code);
            i += Character.charCount(code);
        }
        return pixels;
    }

    /// The text as far as it fits, with an ellipsis.
    public static String cut(String text, int pixels) {
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            used += width(code);
            if (used > pixels) {
                return text.substring(0, i).strip() + "…";
            }
            i += Character.charCount(code);
        }
        return text;
    }

    private static int width(int code) {
        if (code >= ' ' && code <= '~') {
            return ARIAL[code - ' '];
        }
        int type = Character.getType(code);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT || code == 0x200D) {
            return 0;
        }
        boolean wide =
                Character.isIdeographic(code)
                        || code >= 0x1100 && code <= 0x115F
                        || code >= 0x3000 && code <= 0x30FF
                        || code >= 0xAC00 && code <= 0xD7A3
                        || code >= 0xFF00 && code <= 0xFF60
                        || code >= 0x1F300 && code <= 0x1FAFF;
        return wide ? WIDE : USUAL;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
