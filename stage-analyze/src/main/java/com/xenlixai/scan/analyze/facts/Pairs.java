package com.xenlixai.scan.analyze.facts;

/// What pairs of neighbouring characters tell of an ASCII text, each looked up in one table: most texts
/// need no closer look than that.
final class Pairs {

    /// A word begins with the second character.
    private static final int START = 1;

    /// A word may go on after a hyphen, apostrophe or full stop.
    private static final int JOINED = 1 << 1;

    /// White space other than a blank by itself.
    private static final int EXCESS = 1 << 2;

    /// A placeholder may begin here.
    private static final int OPENED = 1 << 3;

    /// These two together may be a lorem.
    private static final int LO = 1 << 4;

    private static final int EM = 1 << 5;
    private static final int NOT_ASCII = 1 << 6;

    private static final int BITS = 7;
    private static final byte[] TABLE = new byte[1 << 2 * BITS];

    static {
        for (char first = 0; first < 1 << BITS; first++) {
            for (char second = 0; second < 1 << BITS; second++) {
                TABLE[first << BITS | second] = (byte) kinds(first, second);
            }
        }
    }

    private Pairs() {}

    private static int kinds(char first, char second) {
        boolean word = Character.isLetterOrDigit(second);
        boolean excess = second < ' ' || first == ' ' && second == ' ';
        return (word && !Character.isLetterOrDigit(first) ? START : 0)
                | (word && Words.JOINERS.indexOf(first) >= 0 ? JOINED : 0)
                | (excess ? EXCESS : 0)
                | switch ("" + first + second) {
                    case "{{", "${", "[o", "TO", "FI" -> OPENED;
                    case "Lo", "lo" -> LO;
                    case "em" -> EM;
                    default -> 0;
                };
    }

    /// What a stretch of text holds, for the questions below.
    static long look(char[] text, int from, int to) {
        int starts = 0;
        int kinds = 0;
        int all = 0;
        int before = 0;
        for (int i = from; i < to; i++) {
            int c = text[i];
            int kind = TABLE[(before << BITS | c) & TABLE.length - 1];
            all |= c;
            starts += kind & START;
            kinds |= kind;
            before = c;
        }
        return (long) starts << Integer.SIZE | kinds | (all < 1 << BITS ? 0 : NOT_ASCII);
    }

    /// Whether {@link #words} is the number of words.
    static boolean tellsWords(long seen) {
        return (seen & (NOT_ASCII | JOINED)) == 0;
    }

    static int words(long seen) {
        return (int) (seen >>> Integer.SIZE);
    }

    /// Whether the white space certainly is single.
    static boolean isSingle(long seen) {
        return (seen & (NOT_ASCII | EXCESS)) == 0;
    }

    /// Whether a defect may be in it.
    static boolean isSuspicious(long seen) {
        return (seen & (NOT_ASCII | OPENED)) != 0 || (seen & (LO | EM)) == (LO | EM);
    }
}
