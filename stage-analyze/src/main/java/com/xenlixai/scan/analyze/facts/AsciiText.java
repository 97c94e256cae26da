package com.xenlixai.scan.analyze.facts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One ASCII text after another as bytes, of which eight are looked at in one number: to look at each
/// by itself takes twice as long. Of each byte in such a number, the highest bit tells the answer.
/// Confined to one thread.
public final class AsciiText {

    /// Characters of which {@link #letters} tells at once.
    public static final int BLOCK = Long.SIZE;

    /// Room on both sides of a text, so that a look may begin before it and end behind it.
    private static final int MARGIN = BLOCK + Long.BYTES;

    private static final VarHandle FORWARD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BACKWARD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST = EACH << Byte.SIZE - 1;

    /// What a small letter has and its capital has not; no other character becomes a letter by it.
    private static final long CASE = ('a' - 'A') * EACH;

    /// Sets the highest bit of each character after the blank.
    private static final long ABOVE_BLANK = (0x7F - ' ') * EACH;

    /// Brings the lowest bits of eight bytes together in the highest byte.
    private static final long GATHER = 0x0102040810204080L;

    private final CharsetEncoder encoder = StandardCharsets.US_ASCII.newEncoder();
    private byte[] bytes = new byte[512];

    /// Takes the first characters of an array as the text; false when not all of them are ASCII.
    public boolean read(char[] characters, int length) {
        if (bytes.length < length + 2 * MARGIN) {
            bytes = new byte[(length + MARGIN) * 2];
        }
        ByteBuffer room = ByteBuffer.wrap(bytes, MARGIN, length);
        boolean ascii =
                !encoder.reset()
                        .encode(CharBuffer.wrap(characters, 0, length), room, true)
                        .isError();
        Arrays.fill(bytes, MARGIN + length, 2 * MARGIN + length, (byte) 0);
        return ascii;
    }

    /// Words between two places, as {@link Words} counts them.
    public int words(int from, int to) {
        int words = 0;
        long last = 0;
        long insideBefore = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long eight = (long) FORWARD.get(bytes, MARGIN + at);
            long previous = eight << Byte.SIZE | last >>> Long.SIZE - Byte.SIZE;
            long word = between(eight | CASE, 'a', 'z') | between(eight, '0', '9');
            long inside = word & own(to - at);
            long starts = inside & ~(inside << Byte.SIZE | insideBefore >>> Long.SIZE - Byte.SIZE);
            // Most words follow a blank, which joins nothing.
            if ((starts & previous + ABOVE_BLANK) != 0) {
                starts &=
                        ~(joiners(previous)
                                & (inside << 2 * Byte.SIZE
                                        | insideBefore >>> Long.SIZE - 2 * Byte.SIZE));
            }
            words += Long.bitCount(starts);
            last = eight;
            insideBefore = inside;
        }
        return words;
    }

    private static long joiners(long eight) {
        return between(eight, '-', '.') | between(eight, '\'', '\'');
    }

    /// Leaves out what stands behind the last place.
    private static long own(int rest) {
        return rest >= Long.BYTES ? HIGHEST : HIGHEST >>> Long.SIZE - Byte.SIZE * rest;
    }

    /// One bit for each of the characters from a place on, the first one's the lowest: whether it is a
    /// letter.
    public long letters(int from) {
        long letters = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long eight = (long) FORWARD.get(bytes, MARGIN + from + i);
            long found = between(eight | CASE, 'a', 'z') & HIGHEST;
            letters |= (found >>> Byte.SIZE - 1) * GATHER >>> Long.SIZE - Byte.SIZE << i;
        }
        return letters;
    }

    /// The eight characters before a place, the last one in the lowest byte.
    public long eightBefore(int place) {
        return (long) BACKWARD.get(bytes, MARGIN + place - Long.BYTES);
    }

    /// Of each byte the highest bit: whether the character is one of these. The other bits say nothing.
    private static long between(long eight, char first, char last) {
        return (eight + (0x80 - first) * EACH) & ~(eight + (0x7F - last) * EACH);
    }
}
