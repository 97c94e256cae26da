package com.xenlixai.scan.generate.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.xenlixai.scan.generate.keybert.CountVectorizer;
import com.xenlixai.scan.generate.keybert.KeyBert;
import com.xenlixai.scan.generate.keybert.ScoredCandidate;
import com.xenlixai.scan.generate.keybert.Selector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real KeyBERT against its published lists. Runs where the Maven profile `keybert` has put the
/// eight-bit model on the class path; eight bits shift scores, so lists overlap and do not equal.
@Tag("model")
class OnnxEncoderTest {

    private static final String GUIDE =
            """
            Supervised learning is the machine learning task of learning a function that
            maps an input to an output based on example input-output pairs.[1] It infers a
            function from labeled training data consisting of a set of training examples.[2]
            In supervised learning, each example is a pair consisting of an input object
            (typically a vector) and a desired output value (also called the supervisory signal).
            A supervised learning algorithm analyzes the training data and produces an inferred function,
            which can be used for mapping new examples. An optimal scenario will allow for the
            algorithm to correctly determine the class labels for unseen instances. This requires
            the learning algorithm to generalize from the training data to unseen situations in a
            'reasonable' way (see inductive bias).
            """;

    private @Nullable OnnxEncoder encoder;

    @BeforeEach
    void load() {
        encoder = OnnxEncoder.onClassPath(1).orElse(null);
        assumeTrue(encoder != null, "no model on the class path: run with -Pkeybert");
    }

    @AfterEach
    void close() {
        if (encoder != null) {
            encoder.close();
        }
    }

    private OnnxEncoder encoder() {
        if (encoder == null) {
            throw new IllegalStateException("not loaded");
        }
        return encoder;
    }

    /// Two documents of KeyphraseVectorizers' README (BSD-3-Clause); the first is the guide's
    /// without its notes.
    private static final String FIRST = GUIDE.replace("[1]", "").replace("[2]", "");

    private static final String SECOND =
            """
            Keywords are defined as phrases that capture the main topics discussed in a document.
            As they offer a brief yet precise summary of document content, they can be utilized for various applications.
            In an information retrieval environment, they serve as an indication of document relevance for users, as the list
            of keywords can quickly help to determine whether a given document is relevant to their interest.
            As keywords reflect a document's main topics, they can be utilized to classify documents into groups
            by measuring the overlap between the keywords assigned to them. Keywords are also used proactively
            in information retrieval.
            """;

    /// A published list: words and scores, best first.
    ///
    /// @param longest words of a candidate
    /// @param candidates to choose among; empty for all of the document
    record Published(
            String name,
            String document,
            int longest,
            Set<String> stopWords,
            List<String> candidates,
            Map<String, Double> scores) {

        private List<ScoredCandidate> found(OnnxEncoder encoder, int top) {
            var keyBert =
                    new KeyBert(
                            encoder,
                            new CountVectorizer(1, longest, stopWords),
                            new Selector.Plain());
            return candidates.isEmpty()
                    ? keyBert.extract(document, top)
                    : keyBert.rank(document, candidates, top);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Published> published() {
        return Stream.of(
                new Published(
                        "guide, 1-3 words, no stop words",
                        GUIDE,
                        3,
                        Set.of(),
                        List.of(),
                        Map.of(
                                "supervised learning is", .7048,
                                "supervised learning algorithm", .6834,
                                "supervised learning", .6658,
                                "supervised", .6523,
                                "in supervised learning", .6474)),
                new Published(
                        "guide, 1-3 words, English stop words",
                        GUIDE,
                        3,
                        CountVectorizer.ENGLISH,
                        List.of(),
                        Map.of(
                                "supervised learning algorithm", .6834,
                                "supervised learning", .6658,
                                "supervised learning example", .6641,
                                "supervised learning machine", .6528,
                                "function labeled training", .6526)),
                new Published(
                        "guide, given vocabulary",
                        GUIDE,
                        3,
                        CountVectorizer.ENGLISH,
                        List.of(
                                "supervised learning",
                                "supervised",
                                "supervisory signal",
                                "inductive bias",
                                "produces inferred function"),
                        Map.of(
                                "supervised learning", .6658,
                                "supervised", .6523,
                                "supervisory signal", .357,
                                "inductive bias", .3377,
                                "produces inferred function", .3365)),
                new Published(
                        "README, first document, 1-2 words",
                        FIRST,
                        2,
                        CountVectorizer.ENGLISH,
                        List.of(),
                        Map.of(
                                "supervised learning", .6779,
                                "supervised", .6676,
                                "signal supervised", .6152,
                                "examples supervised", .6112,
                                "labeled training", .6013)),
                new Published(
                        "README, second document, 1-2 words",
                        SECOND,
                        2,
                        CountVectorizer.ENGLISH,
                        List.of(),
                        Map.of(
                                "keywords defined", .6997,
                                "keywords quickly", .6376,
                                "list keywords", .6375,
                                "keywords used", .6373,
                                "keywords assigned", .6354)),
                new Published(
                        "README, second document, its noun phrases",
                        SECOND,
                        3,
                        CountVectorizer.ENGLISH,
                        List.of(
                                "documents",
                                "interest",
                                "given document",
                                "document",
                                "document relevance",
                                "document content",
                                "main topics",
                                "phrases",
                                "overlap",
                                "various applications",
                                "information retrieval",
                                "users",
                                "list",
                                "precise summary",
                                "keywords",
                                "indication",
                                "information retrieval environment",
                                "groups"),
                        Map.of(
                                "document relevance", .633,
                                "keywords", .6046,
                                "information retrieval", .5792,
                                "information retrieval environment", .5166,
                                "document content", .3988)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void fourOfFivePublishedPhrasesAreMetAndAllScoresAreNear(Published list) {
        List<String> best = list.found(encoder(), 5).stream().map(ScoredCandidate::phrase).toList();
        assertThat(best.stream().filter(list.scores()::containsKey).count())
                .as("%s", best)
                .isGreaterThanOrEqualTo(4);
        Map<String, Double> scores =
                list.found(encoder(), 10_000).stream()
                        .collect(Collectors.toMap(ScoredCandidate::phrase, ScoredCandidate::score));
        assertThat(list.scores())
                .allSatisfy(
                        (phrase, score) ->
                                assertThat(scores.get(phrase))
                                        .as(phrase)
                                        .isCloseTo(score, within(0.04)));
    }

    @Test
    void vectorsHaveLengthOneAndDoNotDependOnTheirBatch() {
        List<float[]> together =
                encoder()
                        .encode(
                                List.of(
                                        "green tea",
                                        "a much longer text on brewing green tea",
                                        "x"));
        float[] alone = encoder().encode(List.of("green tea")).getFirst();

        double dot = 0;
        double length = 0;
        for (int i = 0; i < alone.length; i++) {
            dot += alone[i] * together.getFirst()[i];
            length += alone[i] * alone[i];
        }
        assertThat(length).isCloseTo(1, within(1e-4));
        // Eight-bit activations are scaled by batch, so padding shifts vectors a little.
        assertThat(dot).isGreaterThan(0.98);
    }

    @Test
    void nearMeaningsAreNear() {
        List<float[]> vectors = encoder().encode(List.of("a cat", "a kitten", "stock market"));

        assertThat(dot(vectors.get(0), vectors.get(1)))
                .isGreaterThan(dot(vectors.get(0), vectors.get(2)));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
