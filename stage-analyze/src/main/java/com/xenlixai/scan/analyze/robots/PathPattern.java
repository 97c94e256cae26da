package com.xenlixai.scan.analyze.robots;

import java.nio.charset.StandardCharsets;

/// Paths of robots.txt rules: `*` stands for anything, `$` at the end for the end.
final class PathPattern {

    private PathPattern() {}

    /// Whether a pattern matches the start of a path. Linear in the path for each `*`, never
    /// exponential.
    static boolean matches(String pattern, String path) {
        boolean anchored = pattern.endsWith("$");
        int length = anchored ? pattern.length() - 1 : pattern.length();
        int p = 0;
        int s = 0;
        int star = -1;
        int retry = 0;
        while (true) {
            if (p == length) {
                if (!anchored || s == path.length()) {
                    return true;
                }
            } else if (pattern.charAt(p) == '*') {
                star = p++;
                retry = s;
                continue;
            } else if (s < path.length() && pattern.charAt(p) == path.charAt(s)) {
                p++;
                s++;
                continue;
            }
            if (star < 0 || retry >= path.length()) {
                return false;
            }
            p = star + 1;
            s = ++retry;
        }
    }

    /// One spelling for paths and patterns: other than ASCII percent-encoded, escapes of unreserved
    /// characters undone, hex digits in upper case.
    static String normalised(String path) {
        boolean plain = true;
        for (int i = 0; i < path.length() && plain; i++) {
            char c = path.charAt(i);
            plain = c > ' ' && c < 127 && c != '%';
        }
        if (plain) {
            return path;
        }
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length + 8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xFF;
            int high = c == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                append(out, high << 4 | low, true);
                i += 2;
            } else {
                append(out, c, false);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int octet, boolean escaped) {
        boolean unreserved =
                octet >= 'a' && octet <= 'z'
                        || octet >= 'A' && octet <= 'Z'
                        || octet >= '0' && octet <= '9'
                        || octet == '-'
                        || octet == '.'
                        || octet == '_'
                        || octet == '~';
        if (unreserved || !escaped && octet > ' ' && octet < 127) {
            out.append((char) octet);
        } else {
            out.append('%')
                    .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
                    .append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
        }
    }
}
