package com.xenlixai.scan.generate.embed;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// BERT's uncased tokens: text without accents and in lower case, cut at blanks and punctuation,
/// each ideograph a word, each word cut greedily into the longest known pieces. Thread-safe.
///
/// Source: Devlin et al., "BERT", 2019; Wu et al., arXiv 1609.08144, section 4.1.
final class WordPiece {

    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;

    /// @throws IllegalArgumentException when the vocabulary lacks BERT's own tokens
    WordPiece(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = special("[UNK]");
        this.begin = special("[CLS]");
        this.end = special("[SEP]");
    }

    private int special(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalArgumentException("no BERT vocabulary: it lacks " + token);
        }
        return id;
    }

    /// The token ids, begin and end marks included.
    ///
    /// @param most ids at most; what does not fit is cut off
    int[] ids(String text, int most) {
        var ids = new ArrayList<Integer>();
        ids.add(begin);
        for (String word : words(text, most)) {
            if (ids.size() >= most - 1) {
                break;
            }
            addPieces(word, ids);
        }
        int kept = Math.min(ids.size(), most - 1);
        int[] result = new int[kept + 1];
        for (int i = 0; i < kept; i++) {
            result[i] = ids.get(i);
        }
        result[kept] = end;
        return result;
    }

    private void addPieces(String word, List<Integer> ids) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        var pieces = new ArrayList<Integer>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer id = null;
            while (to > from) {
                String piece = word.substring(from, to);
                id = vocabulary.get(from == 0 ? piece : "##" + piece);
                if (id != null) {
                    break;
                }
                to--;
            }
            if (id == null) {
                ids.add(unknown);
                return;
            }
            pieces.add(id);
            from = to;
        }
        ids.addAll(pieces);
    }

    /// The first words of a text; more than `most` are never needed.
    private static List<String> words(String text, int most) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        String bare = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        for (int i = 0; i < bare.length() && words.size() <= most; ) {
            int point = bare.codePointAt(i);
            i += Character.charCount(point);
            if (Character.getType(point) == Character.NON_SPACING_MARK || isDropped(point)) {
                continue;
            }
            boolean alone = isPunctuation(point) || isChinese(point);
            if (alone || isBlank(point)) {
                flush(word, words);
            }
            if (alone) {
                words.add(Character.toString(point));
            } else if (!isBlank(point)) {
                word.appendCodePoint(point);
            }
        }
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isBlank(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || Character.getType(point) == Character.SPACE_SEPARATOR;
    }

    private static boolean isDropped(int point) {
        if (point == 0 || point == 0xFFFD) {
            return true;
        }
        int type = Character.getType(point);
        return (type == Character.CONTROL || type == Character.FORMAT) && !isBlank(point);
    }

    private static boolean isPunctuation(int point) {
        if (point >= 33 && point <= 47
                || point >= 58 && point <= 64
                || point >= 91 && point <= 96
                || point >= 123 && point <= 126) {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }

    private static boolean isChinese(int point) {
        return point >= 0x4E00 && point <= 0x9FFF
                || point >= 0x3400 && point <= 0x4DBF
                || point >= 0x20000 && point <= 0x2CEAF
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0x2F800 && point <= 0x2FA1F;
    }
}
