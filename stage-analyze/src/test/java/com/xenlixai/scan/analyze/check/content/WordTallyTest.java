package com.xenlixai.scan.analyze.check.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.check.content.WordTally.Count;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTallyTest {

    @ParameterizedTest
    @CsvSource({
        "Tent tent TENT pole, tent, 3, 4",
        "pole tent, pole, 1, 2",
        "a tent b2b x, tent, 1, 1",
        "at at at tent, tent, 1, 4",
        "Zelt-Zelt Öfen ÖFEN öfen, öfen, 3, 5",
        "İSTANBUL istanbul i\u0307stanbul, istanbul, 1, 3",
        "ΤΈΛΟΣ τέλος, τέλος, 2, 2",
        "\u212Aelvin kelvin, kelvin, 2, 2",
    })
    void countsUpperAndLowerCaseAsOneWord(String text, String word, int times, int total) {
        WordTally tally = WordTally.of(text);

        assertThat(tally.top(Set.of())).isEqualTo(new Count(word, times));
        assertThat(tally.total()).isEqualTo(total);
    }

    @Test
    void leavesOutWhatItIsTold() {
        assertThat(WordTally.of("the the tent").top(Set.of("the"))).isEqualTo(new Count("tent", 1));
        assertThat(WordTally.of("the the").top(Set.of("the"))).isNull();
    }

    @Test
    void keepsItsCountsWhileItGrows() {
        String text =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "w" + letters(i) + " " + (i % 7 == 0 ? "weather " : ""))
                        .collect(Collectors.joining());

        assertThat(WordTally.of(text).top(Set.of())).isEqualTo(new Count("weather", 2_858));
    }

    @Test
    void countsAsciiTextLikeAnyOther() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(200); words > 0; words--) {
                text.append("Independently".repeat(2), 0, random.nextInt(26));
                text.append(" .,7\n-".charAt(random.nextInt(6)));
            }
            WordTally ascii = WordTally.of(text.toString());
            // A text of one piece that is not all ASCII, whose last character is no word.
            WordTally other = WordTally.of(text.toString().replace(' ', '\n') + "\n\u00E9");

            assertThat(ascii.total()).as("seed %d", seed).isEqualTo(other.total());
            assertThat(ascii.top(Set.of())).as("seed %d", seed).isEqualTo(other.top(Set.of()));
        }
    }

    private static String letters(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(c -> "" + (char) (c - '0' + 'a'))
                .collect(Collectors.joining());
    }
}
