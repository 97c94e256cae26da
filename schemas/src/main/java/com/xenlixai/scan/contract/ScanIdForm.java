package com.xenlixai.scan.contract;

/// What can be told from a scan's id without its secret: whether the scan is a line of a batch. One
/// bit of what is otherwise chance says so, the lowest of the 26th character.
public final class ScanIdForm {

    /// The digits of ids: Crockford's base 32 in lower case.
    public static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /// Characters of an id.
    public static final int LENGTH = 34;

    private static final int MARKED = 25;

    private ScanIdForm() {}

    /// True for an id that is marked as a line of a batch. What is no id at all is no such line.
    ///
    /// @param scanId in UTF-8
    public static boolean isLine(byte[] scanId) {
        return scanId.length == LENGTH && ALPHABET.indexOf(scanId[MARKED]) % 2 == 1;
    }

    /// Marks the ten bytes of chance that an id is made of.
    public static void mark(byte[] chance, boolean line) {
        int last = chance.length - 1;
        chance[last] = (byte) (line ? chance[last] | 1 : chance[last] & ~1);
    }
}
