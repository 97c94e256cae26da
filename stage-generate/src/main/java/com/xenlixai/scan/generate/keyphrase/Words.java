package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.language.Language;
import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Cuts blocks into sentences and words. Words keep their inner hyphens, apostrophes, points and
/// ampersands ("state-of-the-art", "node.js", "R&D", "C++"); everything else between words that is
/// no blank parts phrases. One instance serves one text.
final class Words {

    /// Longer texts are cut: what a page is about shows long before. Bounds time and memory.
    static final int MOST = 40_000;

    /// Longer "words" are data, not language.
    private static final int LONGEST = 60;

    private static final Set<String> SHORT_FORMS =
            Set.of(
                    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "fig", "no",
                    "inc", "ltd", "co", "corp", "al", "approx", "cf", "dept", "est", "jr", "sr");

    private static final String[] KOREAN_PARTICLES = {
        "에서는", "으로", "에서", "에게", "까지", "부터", "처럼", "보다", "이나", "은", "는", "이", "가", "을", "를", "의",
        "에", "로", "와", "과", "도", "만"
    };

    private final Language language;
    private final BreakWords breakWords;
    private final UnaryOperator<String> stemmer;
    private final Map<String, String> stems = new HashMap<>();
    private final List<Word> words = new ArrayList<>();
    private int sentence = -1;
    private boolean apart;

    private Words(Language language) {
        this.language = language;
        this.breakWords = BreakWords.of(language);
        this.stemmer = language.stemmer();
    }

    /// The words of the blocks, at most {@link #MOST} of them.
    static List<Word> of(List<String> blocks, Language language) {
        var cutter = new Words(language);
        for (int block = 0; block < blocks.size() && cutter.words.size() < MOST; block++) {
            cutter.sentence++;
            cutter.apart = true;
            cutter.cut(blocks.get(block), block);
        }
        return cutter.words;
    }

    private void cut(String text, int block) {
        int at = 0;
        while (at < text.length() && words.size() < MOST) {
            int point = text.codePointAt(at);
            if (isUnspaced(point)) {
                at = cutUnspaced(text, block, at);
            } else if (isWordPart(point)) {
                int end = endOfWord(text, at);
                add(text, block, at, end);
                at = end;
            } else {
                if (!Character.isWhitespace(point)) {
                    apart = true;
                    if (endsSentence(text, at, point)) {
                        sentence++;
                    }
                }
                at += Character.charCount(point);
            }
        }
    }

    private int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (isWordPart(point) && !isUnspaced(point)) {
                at += Character.charCount(point);
            } else if (at > start && joins(text, at, point)) {
                at++;
            } else {
                break;
            }
        }
        // C++, C#, F#
        while (at < text.length()
                && at - start <= 3
                && (text.charAt(at) == '+' || text.charAt(at) == '#')
                && Character.isUpperCase(text.charAt(start))) {
            at++;
        }
        return at;
    }

    private boolean joins(String text, int at, int point) {
        if (at + 1 >= text.length() || !isWordPart(text.codePointAt(at + 1))) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at + 1);
        return switch (point) {
            case '-', '\u2010', '\u2011', '_', '\u00B7' -> true;
            case '\'', '\u2019' -> !language.elides();
            case '&' -> Character.isUpperCase(before) && Character.isUpperCase(after);
            case '.' ->
                    Character.isDigit(before) && Character.isDigit(after)
                            || Character.isLowerCase(after) && Character.isLetterOrDigit(before)
                            || Character.isUpperCase(before) && Character.isUpperCase(after);
            case ',' -> Character.isDigit(before) && Character.isDigit(after);
            default -> false;
        };
    }

    private void add(String text, int block, int start, int end) {
        String printed = text.substring(start, end);
        String whole = printed.toLowerCase(language.locale()).replace('\u2019', '\'');
        String lower = whole;
        int trimmed = end;
        if (lower.endsWith("'s") && lower.length() > 2) {
            lower = lower.substring(0, lower.length() - 2);
            trimmed -= 2;
        }
        boolean elided =
                language.elides()
                        && end < text.length()
                        && (text.charAt(end) == '\'' || text.charAt(end) == '\u2019');
        boolean closed = false;
        if (language.code().equals("ko")) {
            String bare = withoutParticle(lower);
            // A particle ends the noun phrase, as a preposition begins one elsewhere.
            closed = bare.length() < lower.length();
            trimmed -= lower.length() - bare.length();
            lower = bare;
        }
        boolean breaks =
                end - start > LONGEST
                        || isNumber(lower)
                        || elided && lower.length() <= 4
                        || printed.codePointCount(0, printed.length()) < 2
                        || language.isStopWord(whole)
                        || isKoreanPredicate(lower)
                        || breakWords.contains(lower);
        push(new Word(lower, stem(lower), block, start, trimmed, sentence, breaks, apart));
        apart = closed;
    }

    private int cutUnspaced(String text, int block, int start) {
        if (UnicodeScript.of(text.codePointAt(start)) == UnicodeScript.THAI) {
            return cutThai(text, block, start);
        }
        int at = start;
        while (at < text.length() && words.size() < MOST) {
            int point = text.codePointAt(at);
            if (!isUnspaced(point)) {
                break;
            }
            int end = at + Character.charCount(point);
            String letter = text.substring(at, end);
            boolean breaks =
                    UnicodeScript.of(point) == UnicodeScript.HIRAGANA
                            || language.isStopWord(letter);
            push(new Word(letter, letter, block, at, end, sentence, breaks, apart));
            at = end;
        }
        return at;
    }

    private int cutThai(String text, int block, int start) {
        int stop = start;
        while (stop < text.length() && UnicodeScript.of(text.charAt(stop)) == UnicodeScript.THAI) {
            stop++;
        }
        BreakIterator edges = BreakIterator.getWordInstance(Locale.of("th"));
        edges.setText(text.substring(start, stop));
        int from = 0;
        for (int to = edges.next(); to != BreakIterator.DONE; to = edges.next()) {
            String word = text.substring(start + from, start + to);
            boolean breaks = word.length() < 2 || language.isStopWord(word);
            push(new Word(word, word, block, start + from, start + to, sentence, breaks, apart));
            from = to;
        }
        return stop;
    }

    private void push(Word word) {
        if (words.size() < MOST) {
            words.add(word);
        }
        apart = false;
    }

    private String stem(String lower) {
        return stems.computeIfAbsent(
                lower, word -> word.length() > LONGEST ? word : stemmer.apply(word));
    }

    private boolean endsSentence(String text, int at, int point) {
        return switch (point) {
            case '!', '?', '\u2026', '\u3002', '\uFF01', '\uFF1F', '\u061F', '\u0964', ';', ':' ->
                    true;
            case '.' -> {
                boolean gap = at + 1 >= text.length() || !isWordPart(text.codePointAt(at + 1));
                yield gap && !endsShortForm();
            }
            default -> false;
        };
    }

    private boolean endsShortForm() {
        if (words.isEmpty()) {
            return false;
        }
        String last = words.getLast().lower();
        return last.length() == 1 || SHORT_FORMS.contains(last);
    }

    private boolean isKoreanPredicate(String word) {
        return language.code().equals("ko") && word.length() >= 3 && word.endsWith("\uB2E4");
    }

    private static String withoutParticle(String word) {
        for (String particle : KOREAN_PARTICLES) {
            if (word.length() >= particle.length() + 2 && word.endsWith(particle)) {
                return word.substring(0, word.length() - particle.length());
            }
        }
        return word;
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLetter(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordPart(int point) {
        if (Character.isLetterOrDigit(point)) {
            return true;
        }
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
    }

    private static boolean isUnspaced(int point) {
        // Below the first of these scripts there is nothing to look up.
        if (point < 0x0E00) {
            return false;
        }
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> Character.isLetter(point) || isThaiMark(point);
            default -> point == '\u30FC';
        };
    }

    private static boolean isThaiMark(int point) {
        return point >= 0x0E31 && point <= 0x0E4E;
    }
}
