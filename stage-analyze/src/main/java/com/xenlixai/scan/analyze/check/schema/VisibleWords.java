package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.facts.PageFacts;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words that readers see, to look up what structured data claims.
final class VisibleWords {

    private final Set<String> words = new HashSet<>();
    private final String digits;

    VisibleWords(PageFacts facts) {
        String text = facts.text().visible().toLowerCase(Locale.ROOT);
        tokens(text, words);
        digits = text;
    }

    /// The share of a text's words that are on the page.
    double share(String text) {
        Set<String> asked = new LinkedHashSet<>();
        tokens(text.toLowerCase(Locale.ROOT), asked);
        if (asked.isEmpty()) {
            return digits.contains(text.toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        if (isNumber(text)) {
            return showsNumber(text) ? 1 : 0;
        }
        long found = asked.stream().filter(words::contains).count();
        return (double) found / asked.size();
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    }

    /// A price of 1299.00 may be written 1,299 or 1.299,00.
    private boolean showsNumber(String text) {
        String whole = text.indexOf('.') < 0 ? text : text.substring(0, text.indexOf('.'));
        if (words.contains(text)
                || words.contains(whole)
                || digits.contains(text)
                || digits.contains(text.replace('.', ','))) {
            return true;
        }
        if (whole.length() <= 3) {
            return false;
        }
        int split = whole.length() - 3;
        for (String gap : List.of(",", ".", " ", "'", "\u00A0", "\u2019")) {
            if (digits.contains(whole.substring(0, split) + gap + whole.substring(split))) {
                return true;
            }
        }
        return false;
    }

    private static void tokens(String text, Set<String> into) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                into.add(text.substring(start, i));
                start = -1;
            }
        }
    }
}
