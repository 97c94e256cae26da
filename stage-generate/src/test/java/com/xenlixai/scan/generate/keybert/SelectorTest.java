package com.xenlixai.scan.generate.keybert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the selectors to what KeyBERT's own code returned for the same vectors.
class SelectorTest {

    private static final long MULTIPLIER = 1_103_515_245;
    private static final long MODULUS = 1L << 31;

    private static double[] noise(long seed, int count) {
        double[] values = new double[count];
        long state = seed;
        for (int i = 0; i < count; i++) {
            state = (MULTIPLIER * state + 12_345) % MODULUS;
            values[i] = state / (double) (1L << 30) - 1;
        }
        return values;
    }

    private static Similarities similarities(JsonNode data) {
        int count = data.path("n").asInt();
        int width = data.path("dim").asInt();
        double[] document = noise(data.path("doc_seed").asLong(), width);
        double[] all = noise(data.path("seed").asLong(), count * width);
        double[][] words = new double[count][width];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < width; d++) {
                words[i][d] = 0.6 * all[i * width + d] + 0.4 * document[d];
            }
        }
        List<String> names =
                IntStream.range(0, count)
                        .mapToObj(i -> String.format(Locale.ROOT, "w%02d", i))
                        .toList();
        return Similarities.of(names, document, words);
    }

    private static List<ScoredCandidate> expected(JsonNode list) {
        var expected = new ArrayList<ScoredCandidate>();
        list.forEach(
                pair ->
                        expected.add(
                                new ScoredCandidate(
                                        pair.path(0).asString(), pair.path(1).asDouble())));
        return expected;
    }

    @TestFactory
    Stream<DynamicTest> selectionsAreThoseOfKeyBert() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        try (InputStream stream =
                Objects.requireNonNull(
                        SelectorTest.class.getResourceAsStream("keybert-selection.json"))) {
            for (JsonNode data : JsonMapper.shared().readTree(stream).path("cases")) {
                String name = data.path("n").asInt() + " candidates, ";
                tests.add(
                        test(name + "plain", new Selector.Plain(), data, data.path("plain_top5")));
                data.path("mmr")
                        .properties()
                        .forEach(
                                entry ->
                                        tests.add(
                                                test(
                                                        name + "mmr " + entry.getKey(),
                                                        new Selector.Diverse(
                                                                Double.parseDouble(entry.getKey())),
                                                        data,
                                                        entry.getValue())));
                data.path("maxsum")
                        .properties()
                        .forEach(
                                entry ->
                                        tests.add(
                                                test(
                                                        name + "maxsum " + entry.getKey(),
                                                        new Selector.LeastAlike(
                                                                Integer.parseInt(entry.getKey())),
                                                        data,
                                                        entry.getValue())));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(15);
        return tests.stream();
    }

    private static DynamicTest test(
            String name, Selector selector, JsonNode data, JsonNode expected) {
        return DynamicTest.dynamicTest(
                name,
                () ->
                        assertThat(selector.select(similarities(data), expected.size()))
                                .containsExactlyElementsOf(expected(expected)));
    }

    @Test
    void choosingMoreThanThereAreIsNoError() {
        double[][] words = {{1, 0}, {0, 1}};
        Similarities two = Similarities.of(List.of("a", "b"), new double[] {1, 0.5}, words);

        assertThat(new Selector.Plain().select(two, 5)).hasSize(2);
        assertThat(new Selector.Diverse(0.5).select(two, 5)).hasSize(2);
        assertThat(new Selector.LeastAlike(20).select(two, 5)).isEmpty();
        Similarities none = Similarities.of(List.of(), new double[] {1, 0.5}, new double[0][]);
        assertThat(new Selector.Diverse(0.5).select(none, 5)).isEmpty();
    }

    @Test
    void combinationsBeyondMeasureAreRefused() {
        Similarities none = Similarities.of(List.of(), new double[] {1}, new double[0][]);

        assertThatThrownBy(() -> new Selector.LeastAlike(26))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selector.LeastAlike(3).select(none, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
