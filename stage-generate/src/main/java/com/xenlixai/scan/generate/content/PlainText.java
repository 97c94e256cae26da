package com.xenlixai.scan.generate.content;

/// Text as a reader sees it: characters that print nothing are gone, white space is one blank.
///
/// Zero-width, bidirectional-control and tag characters (U+E0000 block) can carry words to a model
/// that no reader sees, and they tear words apart for counting. Joiners stay between letters of
/// scripts that are shaped by them (Persian, Indic).
public final class PlainText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int FIRST_SHAPED_LETTER = 0x0600;
    private static final int LAST_SHAPED_LETTER = 0x109F;

    private PlainText() {}

    /// The text without invisible characters, white space collapsed, ends trimmed. Linear time.
    public static String of(String raw) {
        var text = new StringBuilder(raw.length());
        boolean gap = false;
        int length = raw.length();
        for (int i = 0; i < length; ) {
            int point = raw.codePointAt(i);
            int next = i + Character.charCount(point);
            if (isBlank(point)) {
                gap = text.length() > 0;
            } else if (!isInvisible(point) || isJoiner(point) && shapes(raw, i, next)) {
                if (gap) {
                    text.append(' ');
                    gap = false;
                }
                text.appendCodePoint(point);
            }
            i = next;
        }
        return text.toString();
    }

    /// Whether the character prints nothing although it is no white space.
    public static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
            case Character.UNASSIGNED -> true;
            case Character.CONTROL -> !Character.isWhitespace(point);
            // Variation selectors choose a glyph; the supplement has been used to smuggle text.
            case Character.NON_SPACING_MARK ->
                    point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF;
            default -> point == 0x3164 || point == 0x115F || point == 0x1160 || point == 0xFFA0;
        };
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    private static boolean isJoiner(int point) {
        return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
    }

    private static boolean shapes(String raw, int at, int next) {
        return at > 0
                && next < raw.length()
                && isShapedLetter(raw.codePointBefore(at))
                && isShapedLetter(raw.codePointAt(next));
    }

    private static boolean isShapedLetter(int point) {
        return point >= FIRST_SHAPED_LETTER
                && point <= LAST_SHAPED_LETTER
                && (Character.isLetter(point)
                        || Character.getType(point) == Character.NON_SPACING_MARK
                        || Character.getType(point) == Character.COMBINING_SPACING_MARK);
    }
}
