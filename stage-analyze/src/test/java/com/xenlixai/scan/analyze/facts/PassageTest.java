package com.xenlixai.scan.analyze.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.source.Spaces;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PassageTest {

    private static final String[] PIECES = {
        "word",
        "7",
        " ",
        " ",
        "\n",
        "\t",
        "\u0000",
        ".",
        "-",
        "'",
        ",",
        "{{",
        "${",
        "[object ",
        "lorem ",
        "Lorem",
        "TODO: ",
        "FIXME",
        "To",
        "nan",
        "null",
        "\u00A0",
        "\u00E9",
        "\u00C3\u00A9",
        "\u200B",
        "\u2019",
        "\u65E5\u672C",
        "\u0E44",
        "\uD83D\uDE00"
    };

    @Test
    void tellsOfATextWhatACloserLookTells() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Passage passage = new Passage();
        for (int round = 0; round < 20_000; round++) {
            StringBuilder pieces = new StringBuilder();
            for (int count = random.nextInt(12); count > 0; count--) {
                pieces.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String text = pieces.toString();

            passage.read(text);

            assertThat(passage.single())
                    .as("%d: \"%s\"", seed, text)
                    .isEqualTo(Spaces.single(text));
            assertThat(passage.words())
                    .as("%d: \"%s\"", seed, text)
                    .isEqualTo(Words.countClosely(text.toCharArray(), 0, text.length()));
            assertThat(passage.defects())
                    .as("%d: \"%s\"", seed, text)
                    .isEqualTo(Defects.scan(text));
        }
    }
}
