package com.xenlixai.scan.analyze.check.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which of the words that structured data claims are on the page. The page's text is read once for
/// all claims, and no further than to the last word that is claimed.
final class VisibleWords {

    private final String text;
    private final Set<String> found;

    /// @param text that readers see
    /// @param claims all texts whose share will be asked for
    VisibleWords(String text, Collection<String> claims) {
        // Only these two letters become other words in small when they are taken out of their text.
        boolean odd = text.indexOf('\u0130') >= 0 || text.indexOf('\u03A3') >= 0;
        this.text = odd ? text.toLowerCase(Locale.ROOT) : text;
        Set<String> asked = new HashSet<>();
        claims.forEach(claim -> asked.addAll(words(claim)));
        found = find(asked, this.text);
    }

    /// The share of a claim's words that are on the page.
    double share(String claim) {
        Set<String> asked = words(claim);
        if (asked.isEmpty()) {
            boolean shown = text.toLowerCase(Locale.ROOT).contains(claim.toLowerCase(Locale.ROOT));
            return shown ? 1 : 0;
        }
        if (isNumber(claim)) {
            return showsNumber(claim) ? 1 : 0;
        }
        int shown = 0;
        for (String word : asked) {
            shown += found.contains(word) ? 1 : 0;
        }
        return (double) shown / asked.size();
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return true;
    }

    /// A price of 1299.00 may be written 1,299 or 1.299,00.
    private boolean showsNumber(String number) {
        String whole = number.indexOf('.') < 0 ? number : number.substring(0, number.indexOf('.'));
        if (found.contains(whole)
                || text.contains(number)
                || text.contains(number.replace('.', ','))) {
            return true;
        }
        if (whole.length() <= 3) {
            return false;
        }
        int split = whole.length() - 3;
        for (String gap : List.of(",", ".", " ", "'", "\u00A0", "\u2019")) {
            if (text.contains(whole.substring(0, split) + gap + whole.substring(split))) {
                return true;
            }
        }
        return false;
    }

    /// Runs of letters and digits, in small letters.
    private static Set<String> words(String claim) {
        Set<String> words = new LinkedHashSet<>();
        String lower = claim.toLowerCase(Locale.ROOT);
        for (int from = start(lower, 0); from < lower.length(); ) {
            int to = end(lower, from);
            words.add(lower.substring(from, to));
            from = start(lower, to);
        }
        return words;
    }

    private static Set<String> find(Set<String> asked, String text) {
        Set<String> found = new HashSet<>();
        long kinds = 0;
        for (String word : asked) {
            kinds |= kind(word.charAt(0), word.length());
        }
        int from = start(text, 0);
        while (from < text.length() && found.size() < asked.size()) {
            int to = end(text, from);
            if ((kind(text.charAt(from), to - from) & kinds) != 0) {
                String word = text.substring(from, to).toLowerCase(Locale.ROOT);
                if (asked.contains(word)) {
                    found.add(word);
                }
            }
            from = start(text, to);
        }
        return found;
    }

    /// One of 64 kinds of words by first letter and length, to pass over most without a look-up.
    private static long kind(char first, int length) {
        return 1L << Character.toLowerCase(first) * 31 + length;
    }

    private static int start(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int end(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
