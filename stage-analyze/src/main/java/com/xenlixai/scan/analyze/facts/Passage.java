package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;

/// The text that the walk stands at. One look at each character tells of most texts all that is asked
/// for; only where it does not, the text is looked at closer. Reused from text to text.
final class Passage {

    // Each of JOINER and OPENER is beside the kind that has a meaning after it.
    private static final int WORD = 1;
    private static final int JOINER = 1 << 1;
    private static final int BLANK = 1 << 2;
    private static final int OTHER_SPACE = 1 << 3;
    private static final int NOT_ASCII = 1 << 4;

    /// A placeholder begins with one of these two after each other.
    private static final int OPENER = 1 << 5;

    private static final int SECOND = 1 << 6;

    private static final int[] KINDS = new int[0x80];

    static {
        for (char c = 0; c < KINDS.length; c++) {
            KINDS[c] = Character.isLetterOrDigit(c) ? WORD : c < ' ' ? OTHER_SPACE : 0;
        }
        mark(" ", BLANK);
        mark(Words.JOINERS, JOINER);
        mark(Defects.OPENERS, OPENER);
        mark(Defects.SECONDS, SECOND);
    }

    private String whole = "";
    private String single = "";
    private char[] characters = new char[512];
    private int words;
    private boolean suspicious;

    private static void mark(String characters, int kind) {
        for (char c : characters.toCharArray()) {
            KINDS[c] |= kind;
        }
    }

    void read(String text) {
        whole = text;
        if (text.length() > characters.length) {
            characters = new char[text.length() * 2];
        }
        text.getChars(0, text.length(), characters, 0);
        look(text.length());
    }

    private void look(int length) {
        int starts = 0;
        int seen = 0;
        int twice = 0;
        int joined = 0;
        int opened = 0;
        int before = 0;
        for (int i = 0; i < length; i++) {
            char c = characters[i];
            int kind = c < 0x80 ? KINDS[c] : NOT_ASCII;
            starts += kind & ~before & WORD;
            seen |= kind;
            twice |= kind & before;
            joined |= kind & before >> 1;
            opened |= kind & before << 1;
            before = kind;
        }
        boolean ascii = (seen & NOT_ASCII) == 0;
        boolean isSingle = ascii && (seen & OTHER_SPACE | twice & BLANK) == 0;
        single = isSingle ? whole : Spaces.single(whole);
        words = ascii && (joined & WORD) == 0 ? starts : Words.count(characters, 0, length);
        suspicious = !ascii || (opened & SECOND) != 0;
    }

    /// As it is in the source.
    String whole() {
        return whole;
    }

    /// With runs of white space as one blank each.
    String single() {
        return single;
    }

    int words() {
        return words;
    }

    /// Which kinds of defect are worth a closer look; mostly none.
    int defects() {
        return suspicious ? Defects.scan(whole) : Defects.scanAlone(whole);
    }
}
