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

    private @Nullable String[] words = new String[1024];
    private int[] counts = new int[words.length];
    private int distinct;
    private int total;

    private WordTally() {}

    /// A word and how often it occurs.
    record Count(String word, int times) {}

    /// Counts the words of at least two letters.
    static WordTally of(String text) {
        WordTally tally = new WordTally();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && isLetter(text.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                if (i - start >= SHORTEST) {
                    tally.total++;
                    tally.add(text, start, i);
                }
                start = -1;
            }
        }
        return tally;
    }

    private static boolean isLetter(char c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
        return Character.isLetter(c);
    }

    private static char lower(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        return Character.toLowerCase(c);
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

    private void add(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\u0130' || c == '\u03A3') {
                // What is small for these depends on their neighbours, or is two characters.
                String lower = text.substring(from, to).toLowerCase(Locale.ROOT);
                add(lower, 0, lower.length());
                return;
            }
            hash = FACTOR * hash + lower(c);
        }
        int slot = slot(hash);
        for (String word = words[slot]; word != null; word = words[slot]) {
            if (isSame(word, text, from, to)) {
                counts[slot]++;
                return;
            }
            slot = next(slot);
        }
        words[slot] = text.substring(from, to).toLowerCase(Locale.ROOT);
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

    private static boolean isSame(String word, String text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != lower(text.charAt(from + i))) {
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
