package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.facts.AsciiText;
import com.xenlixai.scan.analyze.facts.Characters;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// How often each word of a text occurs, upper and lower case as one. Ordinary words are packed into a
/// number, five bits a letter; a string is made only of others, and only when they are met first.
final class WordTally {

    private static final int SHORTEST = 2;

    /// Characters that are looked at together.
    private static final int PIECE = 4_000;

    /// Drawn anew by each process, so that no page can be written whose words all share a slot.
    private static final long FACTOR = ThreadLocalRandom.current().nextLong() | 1;

    /// The small form of this one is two characters.
    private static final char DOTTED_I = '\u0130';

    /// The small form of this one depends on what stands around it.
    private static final char SIGMA = '\u03A3';

    private static final int BITS_OF_LETTER = 5;

    /// Longer words of the letters from a to z do not fit into their key.
    private static final int LONGEST_PACKED = 12;

    /// Of each of eight letters the bits that tell it from the others.
    private static final long PACKED_BITS = 0x1F1F1F1F1F1F1F1FL;

    /// Where the letters before the last eight stand in a packed word.
    private static final int NEAR_BITS = Long.BYTES * BITS_OF_LETTER;

    /// Of words that are not packed, apart from those that are.
    private static final long HASHED = Long.MIN_VALUE;

    /// From 1 for a and A to 26 for z and Z; 0 for anything else.
    private static final byte[] LETTERS = new byte[0x80];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            LETTERS[c] = (byte) (c - 'a' + 1);
            LETTERS[Character.toUpperCase(c)] = LETTERS[c];
        }
    }

    private int bits = 10;
    private long[] keys = new long[1 << bits];
    private int[] counts = new int[keys.length];

    /// Of slots whose key does not tell the word by itself.
    private @Nullable String[] words = new String[keys.length];

    private final AsciiText ascii = new AsciiText();
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
        Characters piece = new Characters();
        int from = 0;
        while (from < text.length()) {
            int to = endOfPiece(text, from);
            tally.countPiece(piece.of(text, from, to), to - from);
            from = to;
        }
        return tally;
    }

    /// Where no word goes on. Pieces that fit into the processor's nearest memory are counted faster than
    /// the text as a whole.
    private static int endOfPiece(String text, int from) {
        int end = text.length() - from <= PIECE ? -1 : text.lastIndexOf(' ', from + PIECE);
        return end <= from ? text.length() : end;
    }

    private void countPiece(char[] characters, int length) {
        if (ascii.read(characters, length)) {
            countAscii(characters, length);
        } else {
            count(characters, length);
        }
    }

    /// The same as {@link #count} where words end at the first character that is no letter from a to z.
    private void countAscii(char[] characters, int length) {
        long before = 0;
        int start = 0;
        for (int block = 0; block <= length; block += AsciiText.BLOCK) {
            long letters = ascii.letters(block);
            long shifted = letters << 1 | before;
            long starts = letters & ~shifted;
            if (before == 0) {
                start = block + Long.numberOfTrailingZeros(starts);
                starts &= starts - 1;
            }
            for (long ends = shifted & ~letters; ends != 0; ends &= ends - 1) {
                countLetters(characters, start, block + Long.numberOfTrailingZeros(ends));
                start = block + Long.numberOfTrailingZeros(starts);
                starts &= starts - 1;
            }
            before = letters >>> Long.SIZE - 1;
        }
    }

    /// Counts the letters from a to z between two places of the ASCII text as one word.
    private void countLetters(char[] characters, int from, int to) {
        int length = to - from;
        if (length > LONGEST_PACKED) {
            unpacked(characters, from, to);
            return;
        }
        int near = Math.min(length, Long.BYTES);
        long last = packed(ascii.eightBefore(to), near);
        long first = packed(ascii.eightBefore(to - Long.BYTES), length - near);
        countPacked(first << NEAR_BITS | last, length);
    }

    /// The last letters of eight.
    private static long packed(long eight, int letters) {
        // Half of it twice, since to shift a number by all of its bits is not to shift it.
        int half = letters * Byte.SIZE / 2;
        return Long.compress(eight & ~(-1L << half << half), PACKED_BITS);
    }

    private void count(char[] characters, int length) {
        int at = 0;
        while (at < length) {
            int start = at;
            long packed = 0;
            int letter;
            while (at < length && (letter = letter(characters[at])) != 0) {
                packed = packed << BITS_OF_LETTER | letter;
                at++;
            }
            if (at < length && characters[at] >= 0x80 || at - start > LONGEST_PACKED) {
                at = unpacked(characters, start, length);
            } else if (at > start) {
                countPacked(packed, at - start);
            }
            at++;
        }
    }

    /// Words that are too short to be the top word have a slot as well, and a single letter is taken off
    /// again: no processor foresees branches that depend on the length.
    private void countPacked(long packed, int letters) {
        total -= letters == 1 ? 1 : 0;
        count(slot(packed), packed);
    }

    private static int letter(char c) {
        return c < 0x80 ? LETTERS[c] : 0;
    }

    /// Counts a word with letters beyond z or too many of them; returns its end.
    private int unpacked(char[] text, int from, int length) {
        int to = from;
        while (to < length && Character.isLetter(text[to])) {
            to++;
        }
        if (to - from >= SHORTEST) {
            if (hasOdd) {
                String lower = new String(text, from, to - from).toLowerCase(Locale.ROOT);
                add(lower.toCharArray(), 0, lower.length());
            } else {
                for (int i = from; i < to; i++) {
                    text[i] = Character.toLowerCase(text[i]);
                }
                add(text, from, to);
            }
        }
        return to;
    }

    /// All words, each as often as it occurs.
    int total() {
        return total;
    }

    /// The most frequent word of more than two letters that is not left out, of equals the first of
    /// the alphabet; null when there is none.
    @Nullable Count top(Set<String> leftOut) {
        String best = null;
        int most = 1;
        for (int slot = 0; slot < keys.length; slot++) {
            int times = counts[slot];
            if (times < most) {
                continue;
            }
            String word = word(slot);
            boolean better = best == null || times > most || word.compareTo(best) < 0;
            if (word.length() > 2 && better && !leftOut.contains(word)) {
                best = word;
                most = times;
            }
        }
        return best == null ? null : new Count(best, most);
    }

    private String word(int slot) {
        String word = words[slot];
        if (word != null) {
            return word;
        }
        StringBuilder letters = new StringBuilder(LONGEST_PACKED);
        for (long rest = keys[slot]; rest != 0; rest >>>= BITS_OF_LETTER) {
            letters.append((char) ('a' - 1 + (rest & (1 << BITS_OF_LETTER) - 1)));
        }
        return letters.reverse().toString();
    }

    private void add(char[] text, int from, int to) {
        long key = key(text, from, to);
        int slot = slot(key);
        if (key < 0) {
            while (counts[slot] > 0 && !isSame(words[slot], text, from, to)) {
                slot = next(slot);
            }
            words[slot] = counts[slot] == 0 ? new String(text, from, to - from) : words[slot];
        }
        count(slot, key);
    }

    private static long key(char[] text, int from, int to) {
        long packed = 0;
        long hash = 0;
        boolean packs = to - from <= LONGEST_PACKED;
        for (int i = from; i < to; i++) {
            int letter = letter(text[i]);
            packs &= letter != 0;
            packed = packed << BITS_OF_LETTER | letter;
            hash = FACTOR * hash + text[i];
        }
        return packs ? packed : hash | HASHED;
    }

    /// Counts a word in the first slot from this one on that is its own or free.
    private void count(int from, long key) {
        total++;
        int slot = from;
        while (keys[slot] != key && counts[slot] > 0) {
            slot = next(slot);
        }
        keys[slot] = key;
        if (counts[slot]++ == 0 && ++distinct * 2 > keys.length) {
            grow();
        }
    }

    private int slot(long key) {
        return (int) (FACTOR * key >>> Long.SIZE - bits);
    }

    private int next(int slot) {
        return (slot + 1) & (keys.length - 1);
    }

    private static boolean isSame(@Nullable String word, char[] text, int from, int to) {
        if (word == null || word.length() != to - from) {
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
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        @Nullable String[] oldWords = words;
        bits++;
        keys = new long[1 << bits];
        counts = new int[keys.length];
        words = new String[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldCounts[old] > 0) {
                int slot = slot(oldKeys[old]);
                while (counts[slot] > 0) {
                    slot = next(slot);
                }
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
                words[slot] = oldWords[old];
            }
        }
    }
}
