package com.xenlixai.scan.analyze.facts;

import java.util.Locale;

/// Tells from names in the markup whether an element shows a date of the page.
final class DateHints {

    private DateHints() {}

    static boolean isDate(String classes, String itemprop) {
        if (!itemprop.isEmpty() && itemprop.startsWith("date")) {
            return true;
        }
        if (classes.length() < 4) {
            return false;
        }
        String lower = classes.toLowerCase(Locale.ROOT);
        return hasWord(lower, "date") || lower.contains("published") || lower.contains("posted-on");
    }

    /// The word as a part of a class name, as in entry-date, and not in update or candidate.
    private static boolean hasWord(String classes, String word) {
        for (int at = classes.indexOf(word); at >= 0; at = classes.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean starts = at == 0 || !Character.isLetter(classes.charAt(at - 1));
            boolean ends = end == classes.length() || !Character.isLetter(classes.charAt(end));
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }
}
