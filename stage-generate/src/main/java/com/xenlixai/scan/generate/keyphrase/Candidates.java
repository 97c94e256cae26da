package com.xenlixai.scan.generate.keyphrase;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The candidates of a text: its runs of words between breaks, and all n-grams inside of them.
final class Candidates {

    /// Longest n-gram of words.
    private static final int LONGEST = 4;

    /// Longest n-gram of characters, in scripts without blanks.
    private static final int LONGEST_UNSPACED = 8;

    /// Longest run that is a candidate as a whole.
    private static final int LONGEST_RUN = 5;

    /// From to (exclusive), as indices into the word list.
    record Run(int from, int to) {
        int length() {
            return to - from;
        }
    }

    private final List<Word> words;
    private final List<String> blocks;
    private final List<Run> runs = new ArrayList<>();

    Candidates(List<Word> words, List<String> blocks) {
        this.words = words;
        this.blocks = blocks;
        int from = 0;
        for (int i = 0; i <= words.size(); i++) {
            boolean ends = i == words.size() || words.get(i).breaks() || words.get(i).apart();
            if (!ends) {
                continue;
            }
            if (i > from) {
                runs.add(new Run(from, i));
            }
            from = i < words.size() && words.get(i).breaks() ? i + 1 : i;
        }
    }

    List<Run> runs() {
        return runs;
    }

    /// The runs of at most five words (eight characters), as they are.
    Map<String, Phrase> wholeRuns() {
        var phrases = new LinkedHashMap<String, Phrase>();
        for (Run run : runs) {
            int longest = isUnspaced(run.from) ? LONGEST_UNSPACED : LONGEST_RUN;
            if (run.length() <= longest) {
                count(phrases, run.from, run.to, true);
            }
        }
        return phrases;
    }

    /// All n-grams inside the runs.
    Map<String, Phrase> nested() {
        var phrases = new LinkedHashMap<String, Phrase>();
        for (Run run : runs) {
            int longest = isUnspaced(run.from) ? LONGEST_UNSPACED : LONGEST;
            for (int from = run.from; from < run.to; from++) {
                for (int to = from + 1; to <= Math.min(run.to, from + longest); to++) {
                    count(phrases, from, to, to - from == run.length());
                }
            }
        }
        for (Phrase phrase : phrases.values()) {
            noteNested(phrases, phrase);
        }
        return phrases;
    }

    private void noteNested(Map<String, Phrase> phrases, Phrase longer) {
        if (longer.length < 2) {
            return;
        }
        // Counts only fall with length, so the next longer candidates are enough to look at.
        for (int offset = 0; offset < 2; offset++) {
            Phrase inner =
                    phrases.get(
                            key(longer.first + offset, longer.first + offset + longer.length - 1));
            if (inner != null) {
                inner.nested = Math.max(inner.nested, longer.count);
            }
        }
    }

    private void count(Map<String, Phrase> phrases, int from, int to, boolean whole) {
        if (to - from == 1 && isUnspaced(from)) {
            return;
        }
        Phrase phrase =
                phrases.computeIfAbsent(key(from, to), key -> new Phrase(key, to - from, from));
        Word head = words.get(from);
        phrase.seen(
                blocks.get(head.block()).substring(head.start(), words.get(to - 1).end()),
                head.sentence(),
                whole);
    }

    private String key(int from, int to) {
        if (to - from == 1) {
            return words.get(from).stem();
        }
        var key = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from) {
                key.append(' ');
            }
            key.append(words.get(i).stem());
        }
        return key.toString();
    }

    private boolean isUnspaced(int index) {
        int point = words.get(index).lower().codePointAt(0);
        if (point < 0x2E80) {
            // Below the first of these scripts there is nothing to look up.
            return false;
        }
        return Character.isIdeographic(point)
                || UnicodeScript.of(point) == UnicodeScript.KATAKANA
                || UnicodeScript.of(point) == UnicodeScript.HIRAGANA;
    }
}
