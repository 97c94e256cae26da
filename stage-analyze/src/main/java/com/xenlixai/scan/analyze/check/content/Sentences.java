package com.xenlixai.scan.analyze.check.content;

import java.text.BreakIterator;
import java.text.StringCharacterIterator;
import java.util.Locale;

/// Finds where English sentences end, as `BreakIterator` does. That is slow for each character it
/// passes, so it is shown only what follows a mark that can end a sentence. Confined to one thread.
final class Sentences {

    private final BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);

    /// The end of the sentence that starts at an offset, its trailing white space included.
    int end(String text, int from) {
        int mark = mark(text, from);
        if (mark == text.length()) {
            return mark;
        }
        // The character before the mark tells the iterator that the sentence is not empty.
        int start = Math.max(from, mark - 1);
        breaks.setText(new StringCharacterIterator(text, start, text.length(), start));
        breaks.first();
        return breaks.next();
    }

    private static int mark(String text, int from) {
        int at = from;
        while (at < text.length() && !mayEnd(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean mayEnd(char c) {
        if (c < 0x80) {
            return c == '.' || c == '!' || c == '?';
        }
        return switch (c) {
            case '\u2029', '\u0964', '\u0965', '\u3002', '\uFF01', '\uFF1F', '\uFF0E' -> true;
            default -> false;
        };
    }
}
