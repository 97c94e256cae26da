package com.xenlixai.scan.analyze.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTextTest {

    private static final String OFTEN = "aZ09 '-.\n";

    private final AsciiText ascii = new AsciiText();

    @Test
    void countsTheWordsOfEachStretchAsACloserLookDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            char[] text = text(random);
            int from = random.nextInt(text.length + 1);
            int to = from + random.nextInt(text.length - from + 1);

            assertThat(ascii.read(text, text.length)).isTrue();

            assertThat(ascii.words(from, to))
                    .as("%d: \"%s\" from %d to %d", seed, new String(text), from, to)
                    .isEqualTo(Words.countClosely(text, from, to));
        }
    }

    @Test
    void tellsLettersFromAllOtherCharacters() {
        char[] text = new char[0x80];
        for (char c = 0; c < text.length; c++) {
            text[c] = c;
        }
        assertThat(ascii.read(text, text.length)).isTrue();

        for (int from = 0; from < text.length; from++) {
            long letters = ascii.letters(from);
            for (int i = 0; i < AsciiText.BLOCK; i++) {
                boolean letter = from + i < text.length && Character.isLetter(text[from + i]);
                assertThat(letters >>> i & 1).as("%d", from + i).isEqualTo(letter ? 1 : 0);
            }
        }
    }

    @Test
    void givesTheCharactersBeforeAPlace() {
        ascii.read("sevenths".toCharArray(), 8);

        assertThat(ascii.eightBefore(8)).isEqualTo(0x736576656E746873L);
        assertThat(ascii.eightBefore(7) & 0xFFFF).isEqualTo('t' << 8 | 'h');
    }

    @Test
    void forgetsALongerTextBeforeIt() {
        char[] text = "word ".repeat(400).toCharArray();
        ascii.read(text, text.length);

        ascii.read(text, 4);

        assertThat(ascii.letters(0)).isEqualTo(0b1111);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"caf\u00E9", "\u0080", "it\u2019s", "\uD83D\uDE00", "a\uD83D", "\uDE00b"})
    void refusesAllOtherText(String text) {
        assertThat(ascii.read(text.toCharArray(), text.length())).isFalse();
        assertThat(ascii.read("word".toCharArray(), 4)).isTrue();
    }

    private static char[] text(Random random) {
        char[] text = new char[random.nextInt(60)];
        for (int i = 0; i < text.length; i++) {
            text[i] =
                    random.nextInt(8) == 0
                            ? (char) random.nextInt(0x80)
                            : OFTEN.charAt(random.nextInt(OFTEN.length()));
        }
        return text;
    }
}
