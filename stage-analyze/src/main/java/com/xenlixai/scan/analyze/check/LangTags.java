package com.xenlixai.scan.analyze.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.stream.Collectors;

/// Language tags (BCP 47) and the narrower ones of hreflang.
public final class LangTags {

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /// Three-letter codes that are not registered, because the language has one of two letters.
    private static final Set<String> LONG_FORMS =
            Arrays.stream(Locale.getISOLanguages())
                    .map(LangTags::longForm)
                    .filter(code -> code.length() == 3)
                    .collect(Collectors.toUnmodifiableSet());

    /// Those of them that ISO 639-2 keeps for bibliographies.
    private static final Set<String> BIBLIOGRAPHIC =
            Set.of(
                    "alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre",
                    "ice", "mac", "mao", "may", "per", "rum", "slo", "tib", "wel");

    private LangTags() {}

    private static String longForm(String language) {
        try {
            return Locale.of(language).getISO3Language();
        } catch (MissingResourceException none) {
            return "";
        }
    }

    /// What is wrong with a tag, or an empty string.
    public static String problem(String tag) {
        if (tag.isBlank()) {
            return "empty";
        }
        if (tag.indexOf('_') >= 0) {
            return "parts are joined by a hyphen, not an underscore";
        }
        String[] parts = tag.split("-", -1);
        String language = parts[0].toLowerCase(Locale.ROOT);
        if (!isLanguage(language)) {
            return "\"" + shortened(parts[0]) + "\" is no language";
        }
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 8 || !isAlphanumeric(parts[i])) {
                return "\"" + shortened(parts[i]) + "\" is no subtag";
            }
        }
        return "";
    }

    /// The primary language in lower case.
    public static String primary(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// What is wrong with an hreflang value, or an empty string: a two-letter language, perhaps a
    /// script, perhaps a country; no other region.
    public static String hreflangProblem(String value) {
        String tag = value.strip();
        if (tag.equalsIgnoreCase("x-default")) {
            return "";
        }
        String[] parts = tag.split("-", -1);
        String language = parts[0].toLowerCase(Locale.ROOT);
        if (tag.indexOf('_') >= 0) {
            return "parts are joined by a hyphen, not an underscore";
        }
        if (language.length() != 2 || !LANGUAGES.contains(language)) {
            return "\"" + shortened(parts[0]) + "\" is no ISO 639-1 language";
        }
        int at = 1;
        if (at < parts.length && parts[at].length() == 4 && isLetters(parts[at])) {
            at++;
        }
        if (at < parts.length) {
            String region = parts[at].toUpperCase(Locale.ROOT);
            if (!COUNTRIES.contains(region)) {
                return "\"" + shortened(parts[at]) + "\" is no ISO 3166-1 country";
            }
            at++;
        }
        return at < parts.length ? "\"" + shortened(parts[at]) + "\" is one part too many" : "";
    }

    private static boolean isLanguage(String code) {
        return switch (code.length()) {
            case 1 -> code.equals("x") || code.equals("i");
            case 2 -> LANGUAGES.contains(code);
            case 3 ->
                    isLetters(code) && !LONG_FORMS.contains(code) && !BIBLIOGRAPHIC.contains(code);
            default -> false;
        };
    }

    private static boolean isLetters(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
    }

    private static boolean isAlphanumeric(String text) {
        return text.chars()
                .allMatch(
                        c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    }

    private static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20);
    }
}
