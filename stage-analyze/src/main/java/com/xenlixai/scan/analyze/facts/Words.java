package com.xenlixai.scan.analyze.facts;

/// Counts words. Where a script sets no gaps between words, their usual length stands in: two
/// characters of Chinese or Japanese a word, five of Thai, Lao, Khmer or Burmese.
public final class Words {

    private Words() {}

    /// Words between two offsets.
    public static int count(CharSequence text, int from, int to) {
        int words = 0;
        int dense = 0;
        int flowing = 0;
        boolean inside = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                boolean letter =
                        c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
                if (letter) {
                    words += inside ? 0 : 1;
                    inside = true;
                } else if (c != '\'' && c != '-' && c != '.' || !inside) {
                    inside = false;
                } else if (i + 1 >= to || !Character.isLetterOrDigit(text.charAt(i + 1))) {
                    inside = false;
                }
            } else if (isDense(c)) {
                dense++;
                inside = false;
            } else if (isFlowing(c)) {
                flowing++;
                inside = false;
            } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c) && inside) {
                words += inside ? 0 : 1;
                inside = true;
            } else if (c != '\u2019'
                    && c != '\u00AD'
                    && Character.getType(c) != Character.NON_SPACING_MARK) {
                inside = false;
            }
        }
        return words + (dense + 1) / 2 + (flowing + 4) / 5;
    }

    public static int count(CharSequence text) {
        return count(text, 0, text.length());
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
