package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.facts.AsciiText;
import com.xenlixai.scan.analyze.facts.Characters;
import com.xenlixai.scan.analyze.facts.Words;
import java.text.BreakIterator;
import java.text.StringCharacterIterator;
import java.util.Arrays;
import java.util.Locale;

/// Goes from sentence to sentence of an English text, which end where `BreakIterator` ends them. That
/// is slow for each character it passes, so it is shown only what follows a mark that can end a
/// sentence, and not even that where the mark is plain. Confined to one thread.
final class Sentences {

    private static final char[] MARKS = {
        '.', '!', '?', '\u2029', '\u0964', '\u0965', '\u3002', '\uFF01', '\uFF1F', '\uFF0E'
    };

    /// The first ones, which alone are in a text of nothing else.
    private static final int ASCII_MARKS = 3;

    /// Where each mark stands next.
    private final int[] marks = new int[MARKS.length];

    private final BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    private String text = "";
    private final Characters buffer = new Characters();
    private final AsciiText ascii = new AsciiText();
    private char[] characters = {};
    private boolean isAscii;
    private int length;
    private int from;
    private int to;

    /// Stands before the first sentence of another text.
    void start(String other) {
        text = other;
        characters = buffer.of(other);
        length = other.length();
        isAscii = ascii.read(characters, length);
        from = 0;
        to = 0;
        Arrays.fill(marks, -1);
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
        return isAscii ? ascii.words(from, to) : Words.count(characters, from, to);
    }

    private int end() {
        int mark = nextMark();
        if (mark == length) {
            return mark;
        }
        int plain = endOfPlain(mark);
        return plain < 0 ? endOfTheIterator(mark) : plain;
    }

    private int nextMark() {
        int next = length;
        int kinds = isAscii ? ASCII_MARKS : MARKS.length;
        for (int i = 0; i < kinds; i++) {
            if (marks[i] < from) {
                int found = text.indexOf(MARKS[i], from);
                marks[i] = found < 0 ? Integer.MAX_VALUE : found;
            }
            next = Math.min(next, marks[i]);
        }
        return next;
    }

    /// Where blanks and a capital follow the mark, the capital begins the next sentence; -1 where
    /// anything else follows.
    private int endOfPlain(int mark) {
        if (characters[mark] >= 0x80) {
            return -1;
        }
        int next = mark + 1;
        while (next < length && characters[next] == ' ') {
            next++;
        }
        if (next == length) {
            return next;
        }
        boolean capital = characters[next] >= 'A' && characters[next] <= 'Z';
        return capital && next > mark + 1 ? next : -1;
    }

    private int endOfTheIterator(int mark) {
        // The character before the mark tells the iterator that the sentence is not empty.
        int start = Math.max(from, mark - 1);
        breaks.setText(new StringCharacterIterator(text, start, text.length(), start));
        breaks.first();
        return breaks.next();
    }
}
