package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.language.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Ranks the phrases of a text without a model: two rankings that err differently, one over whole
/// runs of words and one over nested n-grams, fused by reciprocal rank for short texts; long texts
/// use the second alone, since scores over whole runs die on them. Thread-safe; time is linear in
/// the text, which is cut at 40,000 words.
public final class PhraseRanking {

    /// Texts with more words than this are long.
    static final int LONG = 400;

    private static final double SINGLE_ELSEWHERE = 3;
    private static final double RAREST_FLOOR = 0.3;
    private static final double FUSION = 20;
    private static final int FUSED = 200;

    /// The best phrases, best first.
    ///
    /// @param blocks stretches of text that phrases do not cross, each as it is printed
    /// @param frequencies what is known of words at large
    /// @param limit how many at most
    public List<RankedPhrase> rank(
            List<String> blocks, Language language, DocumentFrequencies frequencies, int limit) {
        List<Word> words = Words.of(blocks, language);
        if (words.isEmpty()) {
            return List.of();
        }
        var candidates = new Candidates(words, blocks);
        Map<String, Double> centrality = PositionRank.of(words);
        var weights = new Weights(words, centrality, language, frequencies);
        List<Phrase> nested = byNesting(candidates, weights, words.size());
        if (words.size() > LONG) {
            return result(nested, limit);
        }
        return fused(byRuns(candidates, weights), nested, limit);
    }

    /// What is known of the words of the text at hand.
    private record Weights(
            List<Word> words,
            Map<String, Double> centrality,
            Language language,
            DocumentFrequencies frequencies) {

        double rarity(Phrase phrase) {
            double sum = 0;
            for (int i = phrase.first; i < phrase.first + phrase.length; i++) {
                sum += rarityOf(words.get(i).stem());
            }
            return sum;
        }

        double centrality(Phrase phrase) {
            double sum = 0;
            for (int i = phrase.first; i < phrase.first + phrase.length; i++) {
                sum += centrality.getOrDefault(words.get(i).stem(), 0.0);
            }
            return sum;
        }

        double rareCentrality(Phrase phrase) {
            double sum = 0;
            for (int i = phrase.first; i < phrase.first + phrase.length; i++) {
                String stem = words.get(i).stem();
                sum += centrality.getOrDefault(stem, 0.0) * rarityOf(stem);
            }
            return sum;
        }

        /// English names its subjects by several words more often than other languages, which
        /// join nouns by words that break phrases, or write them as one.
        double singleWord() {
            return language.code().equals("en") ? 0.6 : SINGLE_ELSEWHERE;
        }

        double singleRun() {
            return language.code().equals("en") ? 0.7 : SINGLE_ELSEWHERE;
        }

        private double rarityOf(String stem) {
            return Math.max(RAREST_FLOOR, frequencies.rarity(language, stem));
        }
    }

    private static List<Phrase> byRuns(Candidates candidates, Weights weights) {
        var phrases = new ArrayList<>(candidates.wholeRuns().values());
        for (Phrase phrase : phrases) {
            phrase.score =
                    weights.rareCentrality(phrase)
                            * Math.sqrt(phrase.count)
                            * (phrase.length == 1 ? weights.singleRun() : 1);
        }
        phrases.sort(BEST_FIRST);
        return phrases;
    }

    private static List<Phrase> byNesting(Candidates candidates, Weights weights, int wordCount) {
        var phrases = new ArrayList<Phrase>();
        for (Phrase phrase : candidates.nested().values()) {
            double own = phrase.count - 0.9 * phrase.nested;
            if (own <= 0.2 * phrase.count && phrase.whole == 0) {
                continue;
            }
            own = Math.max(own, 0.2 * phrase.count) + 0.3 * phrase.whole;
            phrase.score =
                    (1 + Math.log1p(own))
                            * weights.rarity(phrase)
                            / Math.sqrt(phrase.length)
                            * (1 + 1 / (1 + Math.log1p(phrase.first)))
                            * (1 + Math.log(phrase.sentences))
                            * Math.sqrt(weights.centrality(phrase) * wordCount / 10)
                            * (phrase.length == 1 ? weights.singleWord() : 1);
            phrases.add(phrase);
        }
        phrases.sort(BEST_FIRST);
        return withoutEchoes(phrases);
    }

    private static final Comparator<Phrase> BEST_FIRST =
            Comparator.<Phrase>comparingDouble(phrase -> -phrase.score)
                    .thenComparingInt(phrase -> phrase.first)
                    .thenComparing(phrase -> phrase.key);

    private static List<Phrase> withoutEchoes(List<Phrase> ranked) {
        var kept = new ArrayList<Phrase>();
        for (Phrase phrase : ranked) {
            if (kept.size() == FUSED) {
                break;
            }
            if (kept.stream().noneMatch(better -> isEcho(phrase, better))) {
                kept.add(phrase);
            }
        }
        return kept;
    }

    private static boolean isEcho(Phrase phrase, Phrase better) {
        if (holds(better, phrase)) {
            return phrase.count <= 1.5 * better.count;
        }
        return holds(phrase, better) && phrase.count < 0.34 * better.count && phrase.whole == 0;
    }

    private static boolean holds(Phrase longer, Phrase shorter) {
        return longer.key.length() > shorter.key.length() && longer.spaced.contains(shorter.spaced);
    }

    private static List<RankedPhrase> fused(List<Phrase> first, List<Phrase> second, int limit) {
        var scores = new HashMap<String, Double>();
        var phrases = new LinkedHashMap<String, Phrase>();
        for (List<Phrase> ranking : List.of(second, first)) {
            for (int rank = 0; rank < Math.min(FUSED, ranking.size()); rank++) {
                Phrase phrase = ranking.get(rank);
                scores.merge(phrase.key, 1 / (FUSION + rank + 1), Double::sum);
                phrases.putIfAbsent(phrase.key, phrase);
            }
        }
        var fused = new ArrayList<>(phrases.values());
        fused.forEach(phrase -> phrase.score = scores.getOrDefault(phrase.key, 0.0));
        fused.sort(BEST_FIRST);
        return result(fused, limit);
    }

    private static List<RankedPhrase> result(List<Phrase> ranked, int limit) {
        return ranked.stream()
                .limit(limit)
                .map(
                        phrase ->
                                new RankedPhrase(
                                        phrase.surface(), phrase.key, phrase.score, phrase.count))
                .toList();
    }
}
