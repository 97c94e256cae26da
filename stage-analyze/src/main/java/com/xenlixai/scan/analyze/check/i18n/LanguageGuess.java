package com.xenlixai.scan.analyze.check.i18n;

import java.util.ArrayList;
import java.util.HashMap;
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

    private static final Map<String, Set<String>> SMALL_WORDS =
            Map.of(
                    "en",
                            Set.of(
                                    "the", "and", "of", "to", "is", "for", "with", "that", "you",
                                    "are", "on", "this", "it", "your"),
                    "de",
                            Set.of(
                                    "der", "die", "und", "das", "ist", "mit", "nicht", "ein",
                                    "eine", "zu", "den", "von", "für", "auf", "sie"),
                    "fr",
                            Set.of(
                                    "le", "la", "les", "et", "des", "est", "une", "pour", "dans",
                                    "que", "vous", "du", "pas", "avec", "sur"),
                    "es",
                            Set.of(
                                    "el", "la", "los", "las", "y", "de", "que", "una", "para",
                                    "con", "por", "es", "en", "su", "del"),
                    "it",
                            Set.of(
                                    "il", "di", "che", "e", "per", "una", "con", "non", "della",
                                    "sono", "del", "gli", "è", "le", "da"),
                    "pt",
                            Set.of(
                                    "o", "os", "e", "que", "uma", "para", "com", "não", "do", "da",
                                    "em", "um", "por", "mais", "dos"),
                    "nl",
                            Set.of(
                                    "de", "het", "een", "en", "van", "voor", "met", "niet", "dat",
                                    "op", "zijn", "te", "je", "aan", "ook"),
                    "pl",
                            Set.of(
                                    "i", "w", "na", "nie", "się", "jest", "do", "to", "z", "że",
                                    "dla", "od", "oraz", "po", "jak"),
                    "sv",
                            Set.of(
                                    "och", "att", "det", "som", "en", "är", "för", "på", "med",
                                    "av", "inte", "till", "den", "ett", "du"));

    private static final Map<String, List<String>> LANGUAGES_BY_WORD = byWord();

    private static final int LONGEST_SMALL_WORD =
            LANGUAGES_BY_WORD.keySet().stream().mapToInt(String::length).max().orElseThrow();

    private static final int LONGEST_SAMPLE = 4_000;
    private static final int MOST_WORDS = 2_000;

    private static Map<String, List<String>> byWord() {
        Map<String, List<String>> languages = new HashMap<>();
        SMALL_WORDS.forEach(
                (language, words) ->
                        words.forEach(
                                word ->
                                        languages
                                                .computeIfAbsent(word, _ -> new ArrayList<>())
                                                .add(language)));
        return languages;
    }

    /// The most likely language, or null when the text is too short to tell.
    static @Nullable LanguageGuess of(String text) {
        String sample =
                text.substring(0, Math.min(text.length(), LONGEST_SAMPLE)).toLowerCase(Locale.ROOT);
        LanguageGuess script = byScript(sample);
        return script != null ? script : byWords(sample);
    }

    private static @Nullable LanguageGuess byScript(String text) {
        int letters = 0;
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                letters++;
                String script = script(c);
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

    private static String script(char c) {
        if (c < 0x370) {
            return "";
        }
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

    private static @Nullable LanguageGuess byWords(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        int total = 0;
        int from = 0;
        int to;
        do {
            to = total == MOST_WORDS - 1 ? text.length() : runOf(true, text, from);
            if (to - from <= LONGEST_SMALL_WORD) {
                for (String language :
                        LANGUAGES_BY_WORD.getOrDefault(text.substring(from, to), List.of())) {
                    counts.merge(language, 1, Integer::sum);
                }
            }
            total++;
            from = runOf(false, text, to);
        } while (to < text.length());
        String best = "";
        int most = 0;
        int second = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                second = most;
                most = entry.getValue();
                best = entry.getKey();
            } else {
                second = Math.max(second, entry.getValue());
            }
        }
        if (total < 30 || most < 5) {
            return null;
        }
        double share = Math.min(1, most * 8.0 / total);
        double lead = (double) (most - second) / most;
        return new LanguageGuess(best, Math.min(0.99, 0.5 * share + 0.6 * lead));
    }

    /// Where a run of letters, or of anything else, ends.
    private static int runOf(boolean letters, String text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isLetter(c) != letters) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
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
