package com.xenlixai.scan.generate.language;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells a text's language: its script where that settles it, else a vote of the stop words in
/// its first thousand words. Rare hits weigh more, since many lists share words. Thread-safe;
/// reads at most the first 20,000 characters.
public final class LanguageDetector {

    private static final int LONGEST = 20_000;
    private static final int MOST_WORDS = 1_000;

    /// A vote that weighs less than this by word says nothing.
    private static final double FAINTEST = 0.05;

    private final Map<String, List<String>> speakers = new HashMap<>();

    public LanguageDetector() {
        for (Language language : Languages.all()) {
            for (String word : language.stopWords()) {
                speakers.computeIfAbsent(word, _ -> new ArrayList<>()).add(language.code());
            }
        }
    }

    /// The language of the text, empty when it gives too little to tell.
    public Optional<Language> detect(String text) {
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        UnicodeScript script = script(head);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA -> Languages.of(isJapanese(head) ? "ja" : "zh");
            case HANGUL -> Languages.of("ko");
            case THAI -> Languages.of("th");
            case GREEK -> Languages.of("el");
            case ARMENIAN -> Languages.of("hy");
            case TAMIL -> Languages.of("ta");
            case TELUGU -> Languages.of("te");
            case BENGALI -> Languages.of("bn");
            case LATIN, CYRILLIC, ARABIC, DEVANAGARI -> vote(head, script);
            default -> Optional.empty();
        };
    }

    private Optional<Language> vote(String text, UnicodeScript script) {
        var votes = new HashMap<String, Double>();
        int words = 0;
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        int start = 0;
        while (start < lower.length() && words < MOST_WORDS) {
            int end = endOfWord(lower, start);
            if (end == start) {
                start += Character.charCount(lower.codePointAt(start));
                continue;
            }
            words++;
            List<String> codes = speakers.getOrDefault(lower.substring(start, end), List.of());
            for (String code : codes) {
                votes.merge(code, 1.0 / codes.size(), Double::sum);
            }
            start = end;
        }
        int counted = words;
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() >= FAINTEST * counted)
                .filter(vote -> isWrittenIn(vote.getKey(), script))
                .max(
                        Map.Entry.<String, Double>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .flatMap(vote -> Languages.of(vote.getKey()));
    }

    /// Letters, the marks on them and apostrophes.
    private static int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point != '\'' && !Character.isLetter(point) && !isMark(point)) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isWrittenIn(String code, UnicodeScript script) {
        return switch (code) {
            case "bg", "ru", "uk" -> script == UnicodeScript.CYRILLIC;
            case "sr" -> script == UnicodeScript.CYRILLIC || script == UnicodeScript.LATIN;
            case "ar", "fa", "ckb" -> script == UnicodeScript.ARABIC;
            case "hi", "ne" -> script == UnicodeScript.DEVANAGARI;
            default -> script == UnicodeScript.LATIN;
        };
    }

    private static boolean isJapanese(String text) {
        long kana =
                text.codePoints()
                        .filter(
                                point ->
                                        UnicodeScript.of(point) == UnicodeScript.HIRAGANA
                                                || UnicodeScript.of(point)
                                                        == UnicodeScript.KATAKANA)
                        .count();
        long han =
                text.codePoints()
                        .filter(point -> UnicodeScript.of(point) == UnicodeScript.HAN)
                        .count();
        return kana * 10 > han;
    }

    /// The script of most letters; an ideograph counts for more, since it stands for a syllable
    /// or a word.
    private static UnicodeScript script(String text) {
        UnicodeScript[] scripts = UnicodeScript.values();
        int[] letters = new int[scripts.length];
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (Character.isLetter(point)) {
                // Looking a script up takes a search; most letters are in the first block.
                UnicodeScript script = point < 0x80 ? UnicodeScript.LATIN : UnicodeScript.of(point);
                letters[script.ordinal()] += script == UnicodeScript.HAN ? 3 : 1;
            }
        }
        UnicodeScript most = UnicodeScript.COMMON;
        int best = 0;
        for (UnicodeScript script : scripts) {
            if (letters[script.ordinal()] > best) {
                best = letters[script.ordinal()];
                most = script;
            }
        }
        return most;
    }
}
