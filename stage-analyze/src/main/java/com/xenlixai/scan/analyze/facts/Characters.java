package com.xenlixai.scan.analyze.facts;

/// The characters of one text after another, in an array that is used again: to allocate one for each text
/// costs more than to look at it. Confined to one thread.
public final class Characters {

    private char[] array = new char[512];

    /// The characters of a text in the first places of the array, until the next text.
    public char[] of(String text) {
        return of(text, 0, text.length());
    }

    /// The same for a part of a text.
    public char[] of(String text, int from, int to) {
        if (to - from > array.length) {
            array = new char[(to - from) * 2];
        }
        text.getChars(from, to, array, 0);
        return array;
    }
}
