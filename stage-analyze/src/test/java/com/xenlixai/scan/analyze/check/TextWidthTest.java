package com.xenlixai.scan.analyze.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

    @Test
    void bytesDoNotCount() {
        String title = "Купить зимнюю палатку Арктика 2 для похода";
        assertThat(title.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(77);
        assertThat(TextWidth.characters(title)).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource({
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67, 1",
        "e\u0301, 1",
        "\uD83C\uDDE9\uD83C\uDDEA, 1",
        "北峰帐篷, 4",
        "Tent, 4"
    })
    void whatPeopleSeeAsOneCharacterIsOne(String text, int characters) {
        assertThat(TextWidth.characters(text)).isEqualTo(characters);
    }

    @Test
    void fullWidthTakesTwiceTheRoom() {
        assertThat(TextWidth.pixels("北峰"))
                .isEqualTo(40)
                .isGreaterThanOrEqualTo(2 * TextWidth.pixels("ab") - 4);
        assertThat(TextWidth.pixels("ＡＢ")).isEqualTo(40);
        assertThat(TextWidth.pixels("e\u0301")).isEqualTo(TextWidth.pixels("e"));
    }
}
