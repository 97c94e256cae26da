package com.xenlixai.scan.generate.insight;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A text that quotes are looked for in, whatever their case, white space, quotation marks, dashes
/// and compatibility forms; what is found is given back as the text has it.
final class FoldedText {

    private static final double SIMILAR = 0.95;
    private static final int LONGEST_FUZZY = 400;
    private static final int ANCHOR = 10;
    private static final int MOST_ANCHORED = 20;
    private static final int MOST_SLACK = 3;

    private final String text;
    private final String folded;

    /// Where in the text each folded character comes from, and where the next one does.
    private final int[] origins;

    FoldedText(String text) {
        this.text = text;
        var fold = new StringBuilder(text.length());
        int[] from = new int[text.length() * 4 + 16];
        boolean gap = false;
        int lastEnd = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            String piece = fold(point);
            int end = i + Character.charCount(point);
            if (piece.isBlank()) {
                gap |= !piece.isEmpty() && !fold.isEmpty();
            } else {
                if (gap) {
                    from = put(fold, from, ' ', lastEnd);
                    gap = false;
                }
                for (int c = 0; c < piece.length(); c++) {
                    from = put(fold, from, piece.charAt(c), i);
                }
                lastEnd = end;
            }
            i = end;
        }
        this.folded = fold.toString();
        this.origins = Arrays.copyOf(from, folded.length() + 1);
        this.origins[folded.length()] = lastEnd;
    }

    private static int[] put(StringBuilder fold, int[] from, char c, int origin) {
        int[] room = fold.length() + 2 < from.length ? from : Arrays.copyOf(from, 2 * from.length);
        room[fold.length()] = origin;
        fold.append(c);
        return room;
    }

    /// The quote as the text words it: exactly but for folding, or else nearly (95 % of the
    /// characters). Empty when the text does not say it.
    Optional<String> find(String quote) {
        String wanted = foldAll(quote);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        int at = folded.indexOf(wanted);
        if (at >= 0) {
            return Optional.of(original(at, at + wanted.length()));
        }
        return wanted.length() > LONGEST_FUZZY ? Optional.empty() : similar(wanted);
    }

    /// Whether the text has these very characters, folded.
    boolean has(String piece) {
        String wanted = foldAll(piece);
        return !wanted.isEmpty() && folded.contains(wanted);
    }

    String folded() {
        return folded;
    }

    private Optional<String> similar(String wanted) {
        if (wanted.length() < 2 * ANCHOR) {
            return Optional.empty();
        }
        int[] offsets = {0, wanted.length() / 2, wanted.length() - ANCHOR};
        for (int offset : offsets) {
            String anchor = wanted.substring(offset, offset + ANCHOR);
            int at = folded.indexOf(anchor);
            for (int tries = 0; at >= 0 && tries < MOST_ANCHORED; tries++) {
                Optional<String> best = best(wanted, Math.max(0, at - offset));
                if (best.isPresent()) {
                    return best;
                }
                at = folded.indexOf(anchor, at + 1);
            }
        }
        return Optional.empty();
    }

    /// The best of the windows from there that are about as long as the quote.
    private Optional<String> best(String wanted, int from) {
        double highest = 0;
        int end = from;
        for (int slack = -MOST_SLACK; slack <= MOST_SLACK; slack++) {
            int to = Math.clamp(from + wanted.length() + slack, from, folded.length());
            double similarity = similarity(wanted, folded.substring(from, to));
            if (similarity > highest) {
                highest = similarity;
                end = to;
            }
        }
        return highest >= SIMILAR ? Optional.of(original(from, end)) : Optional.empty();
    }

    private String original(int from, int to) {
        return text.substring(origins[from], Math.max(origins[from], origins[to])).strip();
    }

    private static double similarity(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] =
                        Math.min(
                                Math.min(current[j - 1], previous[j]) + 1,
                                previous[j - 1] + change);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return 1 - (double) previous[b.length()] / Math.max(1, Math.max(a.length(), b.length()));
    }

    static String foldAll(String text) {
        var fold = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            String piece = fold(point);
            if (piece.isBlank()) {
                gap |= !piece.isEmpty() && !fold.isEmpty();
            } else {
                if (gap) {
                    fold.append(' ');
                    gap = false;
                }
                fold.append(piece);
            }
            i += Character.charCount(point);
        }
        return fold.toString();
    }

    private static String fold(int point) {
        return switch (point) {
            case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032', '`', '\u00B4' -> "'";
            case '\u201C', '\u201D', '\u201E', '\u201F', '\u00AB', '\u00BB', '\u2033' -> "\"";
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> "-";
            case '\u2026' -> "...";
            case '\u200B', '\u200C', '\u200D', '\u00AD', '\uFEFF', '\u2060' -> "";
            default ->
                    point < 128
                            ? Character.toString(Character.toLowerCase(point))
                            : Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC)
                                    .toLowerCase(Locale.ROOT);
        };
    }
}
