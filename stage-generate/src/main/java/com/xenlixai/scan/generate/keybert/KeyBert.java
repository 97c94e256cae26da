package com.xenlixai.scan.generate.keybert;

import com.xenlixai.scan.generate.embed.TextEncoder;
import java.util.ArrayList;
import java.util.List;

/// KeyBERT's `extract_keywords` for one document. Thread-safe if its encoder is.
///
/// @param encoder gives the vectors
/// @param vectorizer gives the candidates
/// @param selector chooses among them
public record KeyBert(TextEncoder encoder, CountVectorizer vectorizer, Selector selector) {

    /// The keywords of a document; none for an empty one.
    ///
    /// @param top how many at most
    public List<ScoredCandidate> extract(String document, int top) {
        return rank(document, vectorizer.candidates(document), top);
    }

    /// Chooses among candidates that came from elsewhere.
    public List<ScoredCandidate> rank(String document, List<String> candidates, int top) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        texts.add(document);
        texts.addAll(candidates);
        List<float[]> vectors = encoder.encode(texts);
        return selector.select(
                Similarities.of(candidates, vectors.getFirst(), vectors.subList(1, vectors.size())),
                top);
    }
}
