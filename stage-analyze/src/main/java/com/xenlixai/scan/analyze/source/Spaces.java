package com.xenlixai.scan.analyze.source;

/// White space as pages have it: HTML's own, no-break spaces and the wide ones of other scripts.
public final class Spaces {

    private Spaces() {}

    /// Runs of white space as one blank each, none at the ends, at most so many characters.
    public static String collapsed(String text, int longest) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), longest));
        append(out, text, longest);
        trimEnd(out);
        return out.toString();
    }

    /// Appends text with runs of white space as one blank, none at the start of the builder.
    public static void append(StringBuilder out, String text, int longest) {
        boolean gap = out.isEmpty() || out.charAt(out.length() - 1) == ' ';
        for (int i = 0; i < text.length() && out.length() < longest; i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                if (!gap) {
                    out.append(' ');
                    gap = true;
                }
            } else {
                out.append(c);
                gap = false;
            }
        }
        dropHalfCharacter(out);
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
