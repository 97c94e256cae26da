package com.xenlixai.scan.analyze.check.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.check.content.WordTally.Count;
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

    private static String letters(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(c -> "" + (char) (c - '0' + 'a'))
                .collect(Collectors.joining());
    }
}
