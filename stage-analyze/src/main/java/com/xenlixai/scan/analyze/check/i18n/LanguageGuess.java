package com.xenlixai.scan.analyze.check.i18n;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The language of a text, by its script and its most frequent small words.
///
/// @param language ISO 639-1, or several with a slash that share a script
/// @param confidence 0 to 1
record LanguageGuess(String language, double confidence) {

    private static final int LONGEST_SAMPLE = 4_000;
    private static final int MOST_WORDS = 2_000;

    /// Where the scripts after the Latin one begin.
    private static final char FIRST_OTHER = '\u0370';

    /// The most likely language, or null when the text is too short to tell.
    static @Nullable LanguageGuess of(String text) {
        char[] sample = sample(text);
        LanguageGuess script = byScript(sample);
        return script != null ? script : byWords(sample);
    }

    /// The beginning of the text in small letters.
    private static char[] sample(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST_SAMPLE));
        char[] letters = start.toCharArray();
        int all = 0;
        for (int i = 0; i < letters.length; i++) {
            char c = letters[i];
            all |= c;
            letters[i] = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return all < 0x80 ? letters : start.toLowerCase(Locale.ROOT).toCharArray();
    }

    private static @Nullable LanguageGuess byScript(char[] text) {
        if (isLatin(text)) {
            return null;
        }
        int letters = 0;
        Map<String, Integer> counts = new TreeMap<>();
        for (char c : text) {
            if (isLetter(c)) {
                letters++;
                String script = c < FIRST_OTHER ? "" : script(c);
                if (!script.isEmpty()) {
                    counts.merge(script, 1, Integer::sum);
                }
            }
        }
        if (counts.getOrDefault("ja", 0) * 10 > letters) {
            return new LanguageGuess("ja", 0.95);
        }
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() * 10 > letters * 8) {
                return new LanguageGuess(entry.getKey(), 0.95);
            }
        }
        return null;
    }

    /// Whether no character is of a script that tells the language.
    private static boolean isLatin(char[] text) {
        for (char c : text) {
            if (c >= FIRST_OTHER) {
                return false;
            }
        }
        return true;
    }

    private static String script(char c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HIRAGANA, KATAKANA -> "ja";
            case HAN -> "zh/ja";
            case HANGUL -> "ko";
            case CYRILLIC -> "ru/uk/bg/sr/mk/be/kk/mn";
            case GREEK -> "el";
            case HEBREW -> "he/iw/yi";
            case ARABIC -> "ar/fa/ur/ps";
            case THAI -> "th";
            case DEVANAGARI -> "hi/mr/ne/sa";
            default -> "";
        };
    }

    private static @Nullable LanguageGuess byWords(char[] text) {
        int[] counts = new int[SmallWords.languages()];
        int total = 0;
        int from = 0;
        int to;
        do {
            to = total == MOST_WORDS - 1 ? text.length : runOf(true, text, from);
            if (to - from <= SmallWords.LONGEST) {
                int owners = SmallWords.owners(text, from, to);
                for (; owners != 0; owners &= owners - 1) {
                    counts[Integer.numberOfTrailingZeros(owners)]++;
                }
            }
            total++;
            from = runOf(false, text, to);
        } while (to < text.length);
        int best = 0;
        int second = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > counts[best]) {
                second = counts[best];
                best = i;
            } else {
                second = Math.max(second, counts[i]);
            }
        }
        int most = counts[best];
        if (total < 30 || most < 5) {
            return null;
        }
        double share = Math.min(1, most * 8.0 / total);
        double lead = (double) (most - second) / most;
        return new LanguageGuess(SmallWords.code(best), Math.min(0.99, 0.5 * share + 0.6 * lead));
    }

    /// Where a run of letters, or of anything else, ends.
    private static int runOf(boolean letters, char[] text, int from) {
        int at = from;
        while (at < text.length) {
            char c = text[at];
            int point = Character.isHighSurrogate(c) ? Character.codePointAt(text, at) : c;
            boolean letter = point < 0x80 ? isLetter(c) : Character.isLetter(point);
            if (letter != letters) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /// The same as the JDK says, and sooner for the most frequent ones.
    private static boolean isLetter(char c) {
        return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
    }

    /// Whether a stated language is compatible with it.
    boolean covers(String stated) {
        return List.of(language.split("/")).contains(stated) || isNeighbour(stated);
    }

    /// Languages that small words do not tell apart.
    private boolean isNeighbour(String stated) {
        return switch (language) {
            case "sv" -> Set.of("da", "no", "nb", "nn").contains(stated);
            case "nl" -> Set.of("af", "fy").contains(stated);
            case "es" -> Set.of("ca", "gl", "eu").contains(stated);
            case "pt" -> stated.equals("gl");
            case "de" -> Set.of("gsw", "lb").contains(stated);
            default -> false;
        };
    }
}
