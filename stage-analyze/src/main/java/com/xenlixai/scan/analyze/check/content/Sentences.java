package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.facts.Words;
import java.text.BreakIterator;
import java.text.StringCharacterIterator;
import java.util.Locale;

/// Goes from sentence to sentence of an English text, which end where `BreakIterator` ends them. That
/// is slow for each character it passes, so it is shown only what follows a mark that can end a
/// sentence. Confined to one thread.
final class Sentences {

    private final BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    private String text = "";
    private char[] characters = new char[0];
    private int from;
    private int to;

    /// Stands before the first sentence of another text.
    void start(String other) {
        text = other;
        characters = other.toCharArray();
        from = 0;
        to = 0;
    }

    /// Goes to the next sentence; false at the end of the text.
    boolean next() {
        from = to;
        to = end();
        return from < to;
    }

    int from() {
        return from;
    }

    /// The end of the sentence, with the white space that follows it.
    int to() {
        return to;
    }

    int words() {
        return Words.count(characters, from, to);
    }

    private int end() {
        int mark = from;
        while (mark < characters.length && !mayEnd(characters[mark])) {
            mark++;
        }
        if (mark == characters.length) {
            return mark;
        }
        // The character before the mark tells the iterator that the sentence is not empty.
        int start = Math.max(from, mark - 1);
        breaks.setText(new StringCharacterIterator(text, start, text.length(), start));
        breaks.first();
        return breaks.next();
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
