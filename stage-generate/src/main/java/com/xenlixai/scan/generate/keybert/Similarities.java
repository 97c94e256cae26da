package com.xenlixai.scan.generate.keybert;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What a selector sees: the candidates, how near each is to the document, and how near two of
/// them are to each other.
public final class Similarities {

    /// How near two candidates are.
    interface Pairs {
        double between(int one, int other);
    }

    private final List<String> candidates;
    private final double[] toDocument;
    private final Pairs pairs;

    private Similarities(List<String> candidates, IntToDoubleFunction toDocument, Pairs pairs) {
        this.candidates = List.copyOf(candidates);
        this.toDocument = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            this.toDocument[i] = toDocument.applyAsDouble(i);
        }
        this.pairs = pairs;
    }

    /// Over embeddings in double precision.
    static Similarities of(List<String> candidates, double[] document, double[][] embeddings) {
        return new Similarities(
                candidates,
                i -> Vectors.cosine(embeddings[i], document),
                (i, j) -> Vectors.cosine(embeddings[i], embeddings[j]));
    }

    /// Over embeddings as models give them.
    public static Similarities of(
            List<String> candidates, float[] document, List<float[]> embeddings) {
        return new Similarities(
                candidates,
                i -> Vectors.cosine(embeddings.get(i), document),
                (i, j) -> Vectors.cosine(embeddings.get(i), embeddings.get(j)));
    }

    int size() {
        return candidates.size();
    }

    double toDocument(int candidate) {
        return toDocument[candidate];
    }

    double between(int one, int other) {
        return pairs.between(one, other);
    }

    ScoredCandidate scored(int candidate) {
        return new ScoredCandidate(
                candidates.get(candidate), Vectors.rounded(toDocument[candidate]));
    }

    /// Candidates by their nearness to the document, farthest first; equals in their order.
    List<Integer> ascending() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> toDocument[i]))
                .toList();
    }
}
