package com.xenlixai.scan.analyze.source;

/// White space as pages have it: HTML's own, no-break spaces and the wide ones of other scripts.
public final class Spaces {

    private Spaces() {}

    /// Runs of white space as one blank each, none at the ends, at most so many characters.
    public static String collapsed(String text, int longest) {
        String kept = addition(single(text), true, longest);
        return kept.endsWith(" ") ? kept.substring(0, kept.length() - 1) : kept;
    }

    /// Appends text with runs of white space as one blank, none at the start of the builder.
    public static void append(StringBuilder out, String text, int longest) {
        appendSingle(out, single(text), longest);
    }

    /// Appends text whose white space is single already, without a second blank at the seam.
    public static void appendSingle(StringBuilder out, String text, int longest) {
        boolean gap = out.isEmpty() || out.charAt(out.length() - 1) == ' ';
        out.append(addition(text, gap, longest - out.length()));
    }

    /// What can be added of a text whose white space is single already. Mostly the text itself.
    ///
    /// @param gap whether it comes first or after a blank, so that a blank at its start is too much
    /// @param room for so many characters, of which none is left half
    public static String addition(String text, boolean gap, int room) {
        int from = gap && text.startsWith(" ") ? 1 : 0;
        int to = (int) Math.min(text.length(), (long) from + room);
        if (from < to && Character.isHighSurrogate(text.charAt(to - 1))) {
            to--;
        }
        return from < to ? text.substring(from, to) : "";
    }

    /// The text with runs of white space as one blank each, at its ends too. Mostly the text itself.
    public static String single(String text) {
        int from = 0;
        while (from < text.length() && !isExcess(text, from)) {
            from++;
        }
        if (from == text.length()) {
            return text;
        }
        char[] out = text.toCharArray();
        int length = from;
        for (int i = from; i < out.length; i++) {
            char c = out[i];
            if (!isSpace(c)) {
                out[length++] = c;
            } else if (length == 0 || out[length - 1] != ' ') {
                out[length++] = ' ';
            }
        }
        // Most of what has excess is a line end between two elements.
        return length == 1 && out[0] == ' ' ? " " : new String(out, 0, length);
    }

    /// White space other than a blank by itself.
    private static boolean isExcess(String text, int at) {
        char c = text.charAt(at);
        if (c > ' ' && c < '\u00A0') {
            return false;
        }
        return c == ' ' ? at > 0 && text.charAt(at - 1) == ' ' : isSpace(c);
    }

    public static void trimEnd(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    public static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u3000' || c >= '\u2000' && c <= '\u200A';
    }

    /// The start of a text, marked where it was cut.
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
