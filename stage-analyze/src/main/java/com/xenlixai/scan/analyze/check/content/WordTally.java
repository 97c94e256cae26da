package com.xenlixai.scan.analyze.check.content;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// How often each word of a text occurs, upper and lower case as one. A string is made of a word only
/// when it is met first, since texts repeat most of theirs.
final class WordTally {

    private static final int SHORTEST = 2;

    /// Drawn anew by each process, so that no page can be written whose words all share a slot.
    private static final int FACTOR = ThreadLocalRandom.current().nextInt() | 1;

    /// The small form of this one is two characters.
    private static final char DOTTED_I = '\u0130';

    /// The small form of this one depends on what stands around it.
    private static final char SIGMA = '\u03A3';

    private static final char[] SMALL = new char[0x80];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            SMALL[c] = c;
            SMALL[Character.toUpperCase(c)] = c;
        }
    }

    private @Nullable String[] words = new String[1024];
    private int[] counts = new int[words.length];
    private final boolean hasOdd;
    private int distinct;
    private int total;

    private WordTally(boolean hasOdd) {
        this.hasOdd = hasOdd;
    }

    /// A word and how often it occurs.
    record Count(String word, int times) {}

    /// Counts the words of at least two letters.
    static WordTally of(String text) {
        WordTally tally = new WordTally(text.indexOf(DOTTED_I) >= 0 || text.indexOf(SIGMA) >= 0);
        char[] characters = text.toCharArray();
        int start = 0;
        int hash = 0;
        for (int i = 0; i < characters.length; i++) {
            char small = small(characters[i]);
            if (small != 0) {
                characters[i] = small;
                hash = FACTOR * hash + small;
            } else {
                tally.word(characters, start, i, hash);
                start = i + 1;
                hash = 0;
            }
        }
        tally.word(characters, start, characters.length, hash);
        return tally;
    }

    /// The small form of a letter, 0 for anything else.
    private static char small(char c) {
        if (c < 0x80) {
            return SMALL[c];
        }
        if (!Character.isLetter(c)) {
            return 0;
        }
        return c == DOTTED_I || c == SIGMA ? c : Character.toLowerCase(c);
    }

    /// All words, each as often as it occurs.
    int total() {
        return total;
    }

    /// The most frequent word of more than two letters that is not left out, of equals the first of
    /// the alphabet; null when there is none.
    @Nullable Count top(Set<String> leftOut) {
        String best = null;
        int most = 0;
        for (int slot = 0; slot < words.length; slot++) {
            String word = words[slot];
            int times = counts[slot];
            if (word == null || word.length() <= 2 || times < most) {
                continue;
            }
            boolean better = best == null || times > most || word.compareTo(best) < 0;
            if (better && !leftOut.contains(word)) {
                best = word;
                most = times;
            }
        }
        return best == null ? null : new Count(best, most);
    }

    private void word(char[] text, int from, int to, int hash) {
        if (to - from < SHORTEST) {
            return;
        }
        total++;
        if (hasOdd) {
            String lower = new String(text, from, to - from).toLowerCase(Locale.ROOT);
            add(lower.toCharArray(), 0, lower.length(), hash(lower));
        } else {
            add(text, from, to, hash);
        }
    }

    private void add(char[] text, int from, int to, int hash) {
        int slot = slot(hash);
        for (String word = words[slot]; word != null; word = words[slot]) {
            if (isSame(word, text, from, to)) {
                counts[slot]++;
                return;
            }
            slot = next(slot);
        }
        words[slot] = new String(text, from, to - from);
        counts[slot] = 1;
        if (++distinct * 2 > words.length) {
            grow();
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & (words.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (words.length - 1);
    }

    private static boolean isSame(String word, char[] text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        @Nullable String[] oldWords = words;
        int[] oldCounts = counts;
        words = new String[oldWords.length * 2];
        counts = new int[words.length];
        for (int old = 0; old < oldWords.length; old++) {
            String word = oldWords[old];
            if (word != null) {
                int slot = slot(hash(word));
                while (words[slot] != null) {
                    slot = next(slot);
                }
                words[slot] = word;
                counts[slot] = oldCounts[old];
            }
        }
    }

    private static int hash(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = FACTOR * hash + word.charAt(i);
        }
        return hash;
    }
}
