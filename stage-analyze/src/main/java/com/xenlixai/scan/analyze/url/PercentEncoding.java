package com.xenlixai.scan.analyze.url;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Octets as `%XX`: written as the URL Standard has it, read as RFC 3986 has it.
final class PercentEncoding {

    private PercentEncoding() {}

    /// A part of a URL, which has characters of its own that may not stand in it.
    enum Part {
        PATH("\"<>`{}^"),
        QUERY("\"<>'"),
        FRAGMENT("\"<>`");

        private final boolean[] plain = new boolean[0x80];

        /// @param also what has to be encoded beside blanks and all that is not ASCII
        Part(String also) {
            for (char c = ' ' + 1; c < 127; c++) {
                plain[c] = also.indexOf(c) < 0;
            }
        }

        private boolean isPlain(int c) {
            return c < plain.length && plain[c];
        }
    }

    /// The text with what may not stand in that part as octets of UTF-8.
    static String encode(String text, Part part) {
        boolean clean = true;
        for (int i = 0; i < text.length() && clean; i++) {
            clean = part.isPlain(text.charAt(i));
        }
        if (clean) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            if (part.isPlain(c)) {
                out.append((char) c);
            } else {
                append(out, c);
            }
        }
        return out.toString();
    }

    /// The text with all its octets read as UTF-8.
    static String decode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int octet = i + 2 < in.length ? octet(in[i], in[i + 1], in[i + 2]) : -1;
            if (octet >= 0) {
                out[length++] = (byte) octet;
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(Arrays.copyOf(out, length), StandardCharsets.UTF_8);
    }

    /// The text with unreserved characters as they are and the digits of all others in upper case
    /// (RFC 3986 section 6.2.2).
    static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet =
                    i + 2 < text.length() ? octet(c, text.charAt(i + 1), text.charAt(i + 2)) : -1;
            if (octet < 0) {
                out.append(c);
                continue;
            }
            if (isUnreserved(octet)) {
                out.append((char) octet);
            } else {
                append(out, octet);
            }
            i += 2;
        }
        return out.toString();
    }

    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "-._~".indexOf(c) >= 0;
    }

    /// What three characters stand for; -1 when they are no percent sign and two digits.
    private static int octet(int percent, int first, int second) {
        int high = percent == '%' ? Character.digit(first, 16) : -1;
        int low = high >= 0 ? Character.digit(second, 16) : -1;
        return low < 0 ? -1 : high << 4 | low;
    }

    private static void append(StringBuilder out, int octet) {
        out.append('%')
                .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
                .append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
    }
}
