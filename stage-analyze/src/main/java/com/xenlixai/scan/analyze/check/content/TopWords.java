package com.xenlixai.scan.analyze.check.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How often the words of a text occur.
final class TopWords {

    /// Words without a meaning of their own, in the languages that pages most often use.
    private static final Set<String> STOP =
            Set.of(
                    """
            the and for with that this you your are was were from have has had not but our
            can will its all one out they their them there when what which who how than then
            into more also may about any each der die das und ist mit den von für auf ein
            eine nicht sich dem im zu es sie wir les des une est pour dans que qui sur par
            los las una con del por para het een van voor che per non della"""
                            .split("\\s+"));

    private TopWords() {}

    /// Words of at least two letters, in lower case.
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                if (i - start >= 2) {
                    words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = -1;
            }
        }
        return words;
    }

    /// The most frequent word that carries meaning, or null.
    static Map.@Nullable Entry<String, Integer> top(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words) {
            if (word.length() > 2 && !STOP.contains(word)) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        Map.Entry<String, Integer> best = null;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            // Of equals, the first of the alphabet, so that the same text has the same word.
            int more = best == null ? 1 : entry.getValue().compareTo(best.getValue());
            if (best == null
                    || more > 0
                    || more == 0 && entry.getKey().compareTo(best.getKey()) < 0) {
                best = entry;
            }
        }
        return best;
    }
}
