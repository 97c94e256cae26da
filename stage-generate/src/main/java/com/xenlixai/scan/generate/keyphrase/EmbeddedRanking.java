package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.embed.TextEncoder;
import com.xenlixai.scan.generate.language.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Fuses a ranking by statistics with one by meaning, by reciprocal rank.
public final class EmbeddedRanking {

    private static final int RERANKED = 80;
    private static final double FUSION = 20;

    /// What the text itself counts beside the model.
    private static final double STATISTICS = 1.5;

    private final PhraseRanking ranking;
    private final TextEncoder encoder;

    public EmbeddedRanking(PhraseRanking ranking, TextEncoder encoder) {
        this.ranking = ranking;
        this.encoder = encoder;
    }

    /// As {@link PhraseRanking#rank}.
    public List<RankedPhrase> rank(
            List<String> blocks, Language language, DocumentFrequencies frequencies, int limit) {
        List<RankedPhrase> phrases = ranking.rank(blocks, language, frequencies, RERANKED);
        if (phrases.isEmpty()) {
            return phrases;
        }
        var texts = new ArrayList<String>();
        texts.add(String.join("\n", blocks));
        phrases.forEach(phrase -> texts.add(phrase.text()));
        List<float[]> vectors = encoder.encode(texts);
        float[] document = vectors.getFirst();
        List<Integer> byMeaning =
                IntStream.range(0, phrases.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -dot(document, vectors.get(i + 1))))
                        .toList();
        double[] scores = new double[phrases.size()];
        for (int rank = 0; rank < scores.length; rank++) {
            scores[rank] += STATISTICS / (FUSION + rank + 1);
            scores[byMeaning.get(rank)] += 1 / (FUSION + rank + 1);
        }
        return IntStream.range(0, phrases.size())
                .mapToObj(i -> scored(phrases.get(i), scores[i]))
                .sorted(Comparator.comparingDouble(RankedPhrase::score).reversed())
                .limit(limit)
                .toList();
    }

    private static RankedPhrase scored(RankedPhrase phrase, double score) {
        return new RankedPhrase(phrase.text(), phrase.key(), score, phrase.count());
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
