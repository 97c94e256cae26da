package com.xenlixai.scan.analyze.facts;

/// Counts words. Where a script sets no gaps between words, their usual length stands in: two
/// characters of Chinese or Japanese a word, five of Thai, Lao, Khmer or Burmese.
public final class Words {

    /// A word goes on after one of these, if a letter or digit follows.
    static final String JOINERS = "'-.";

    private static final byte LETTER = 1;
    private static final byte JOINER = 2;
    private static final byte[] KINDS = new byte[0x80];

    static {
        for (int c = 0; c < KINDS.length; c++) {
            KINDS[c] = Character.isLetterOrDigit(c) ? LETTER : 0;
        }
        for (char c : JOINERS.toCharArray()) {
            KINDS[c] = JOINER;
        }
    }

    private Words() {}

    /// Words between two offsets.
    public static int count(char[] text, int from, int to) {
        long seen = Pairs.look(text, from, to);
        return Pairs.tellsWords(seen) ? Pairs.words(seen) : countClosely(text, from, to);
    }

    /// The same for any text, with a look at each character by itself.
    static int countClosely(char[] text, int from, int to) {
        int words = 0;
        int dense = 0;
        int flowing = 0;
        // 1 or 0, as LETTER, so that the edges of words need no branch.
        int inside = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80) {
                int kind = KINDS[c];
                if (kind == JOINER) {
                    boolean joins = i + 1 < to && Character.isLetterOrDigit(text[i + 1]);
                    inside = joins ? inside : 0;
                } else {
                    words += kind & ~inside;
                    inside = kind;
                }
            } else if (isDense(c)) {
                dense++;
                inside = 0;
            } else if (isFlowing(c)) {
                flowing++;
                inside = 0;
            } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c) && inside != 0) {
                words += LETTER & ~inside;
                inside = LETTER;
            } else if (c != '\u2019'
                    && c != '\u00AD'
                    && Character.getType(c) != Character.NON_SPACING_MARK) {
                inside = 0;
            }
        }
        return words + (dense + 1) / 2 + (flowing + 4) / 5;
    }

    public static int count(String text) {
        return count(text.toCharArray(), 0, text.length());
    }

    /// Ideographs and kana.
    static boolean isDense(char c) {
        return c >= '\u3040' && c <= '\u30FF'
                || c >= '\u3400' && c <= '\u4DBF'
                || c >= '\u4E00' && c <= '\u9FFF'
                || c >= '\uF900' && c <= '\uFAFF';
    }

    private static boolean isFlowing(char c) {
        return c >= '\u0E00' && c <= '\u0EFF'
                || c >= '\u1000' && c <= '\u109F'
                || c >= '\u1780' && c <= '\u17FF';
    }
}
