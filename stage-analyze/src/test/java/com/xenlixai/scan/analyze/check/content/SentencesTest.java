package com.xenlixai.scan.analyze.check.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

    private static final String[] PIECES = {
        "word",
        "Word",
        "7",
        " ",
        " ",
        "\u00A0",
        "\n",
        "\t",
        ".",
        ".",
        "!",
        "?",
        "...",
        ",",
        ";",
        "-",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "'",
        "\u2019",
        "\u201C",
        "\u201D",
        "\u00AB",
        "\u00BB",
        "\u2026",
        "\u2029",
        "\u2028",
        "\u0964",
        "\u3002",
        "\uFF01",
        "\uFF0E",
        "\u00AD",
        "\u0301",
        "\u200D",
        "\u00E9",
        "\u00C9",
        "\u6587",
        "\uD83D\uDE00",
        "\uD83D",
        "\uDE00",
        "e.g.",
        "\u00B2",
        "$",
        "\u0000"
    };

    @Test
    void endsWhereTheIteratorOfTheJdkEnds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(24); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(ends(text.toString()))
                    .as("seed %d, text \"%s\"", seed, text)
                    .isEqualTo(endsOfTheJdk(text.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "No mark at all",
                "One. Two! Three? Four.",
                "Tents, e.g. the Arctic 2, last. Dr. Low says so.",
                "It costs 3.50 a night. \"Fine,\" he said. (Really.) \"",
            })
    void endsOrdinaryTextLikeTheJdk(String text) {
        assertThat(ends(text)).isEqualTo(endsOfTheJdk(text));
    }

    private static List<Integer> ends(String text) {
        Sentences sentences = new Sentences();
        List<Integer> ends = new ArrayList<>();
        sentences.start(text);
        while (sentences.next()) {
            ends.add(sentences.to());
        }
        return ends;
    }

    private static List<Integer> endsOfTheJdk(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(text);
        List<Integer> ends = new ArrayList<>();
        breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            ends.add(end);
        }
        return ends;
    }
}
