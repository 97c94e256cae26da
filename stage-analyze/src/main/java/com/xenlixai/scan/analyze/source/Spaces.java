package com.xenlixai.scan.analyze.source;

/// White space as pages have it: HTML's own, no-break spaces and the wide ones of other scripts.
public final class Spaces {

    private Spaces() {}

    /// Runs of white space as one blank each, none at the ends, at most so many characters.
    public static String collapsed(String text, int longest) {
        String single = single(text);
        if (isWhole(single, longest)) {
            return single;
        }
        StringBuilder out = new StringBuilder(Math.min(single.length(), longest));
        appendSingle(out, single, longest);
        trimEnd(out);
        return out.toString();
    }

    /// Whether nothing has to be left out at its ends.
    private static boolean isWhole(String single, int longest) {
        return single.isEmpty()
                || single.length() <= longest
                        && single.charAt(0) != ' '
                        && single.charAt(single.length() - 1) != ' '
                        && !Character.isHighSurrogate(single.charAt(single.length() - 1));
    }

    /// Appends text with runs of white space as one blank, none at the start of the builder.
    public static void append(StringBuilder out, String text, int longest) {
        appendSingle(out, single(text), longest);
    }

    /// Appends text whose white space is single already, without a second blank at the seam.
    public static void appendSingle(StringBuilder out, String text, int longest) {
        boolean gap = out.isEmpty() || out.charAt(out.length() - 1) == ' ';
        int from = gap && text.startsWith(" ") ? 1 : 0;
        int to = (int) Math.min(text.length(), (long) from + longest - out.length());
        if (from < to) {
            out.append(text, from, to);
        }
        dropHalfCharacter(out);
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

    private static void dropHalfCharacter(StringBuilder out) {
        if (!out.isEmpty() && Character.isHighSurrogate(out.charAt(out.length() - 1))) {
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
