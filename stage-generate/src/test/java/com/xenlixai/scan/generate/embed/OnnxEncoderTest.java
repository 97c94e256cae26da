package com.xenlixai.scan.generate.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.xenlixai.scan.generate.keybert.CountVectorizer;
import com.xenlixai.scan.generate.keybert.KeyBert;
import com.xenlixai.scan.generate.keybert.ScoredCandidate;
import com.xenlixai.scan.generate.keybert.Selector;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    private List<ScoredCandidate> keywords(int longest, Set<String> stopWords) {
        return new KeyBert(
                        encoder(), new CountVectorizer(1, longest, stopWords), new Selector.Plain())
                .extract(GUIDE, 5);
    }

    private static long overlap(List<ScoredCandidate> found, List<String> published) {
        return found.stream().map(ScoredCandidate::phrase).filter(published::contains).count();
    }

    @Test
    void thePublishedListWithoutStopWordsIsMet() {
        assertThat(
                        overlap(
                                keywords(3, Set.of()),
                                List.of(
                                        "supervised learning is",
                                        "supervised learning algorithm",
                                        "supervised learning",
                                        "supervised",
                                        "in supervised learning")))
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void thePublishedListWithStopWordsIsMet() {
        assertThat(
                        overlap(
                                keywords(3, CountVectorizer.ENGLISH),
                                List.of(
                                        "supervised learning algorithm",
                                        "supervised learning",
                                        "supervised learning example",
                                        "supervised learning machine",
                                        "function labeled training")))
                .isGreaterThanOrEqualTo(4);
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
