package com.xenlixai.scan.generate.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void whiteSpaceOfAnyKindIsOneBlank() {
        assertThat(PlainText.of("  a\u00A0\u2003b\r\n\tc ")).isEqualTo("a b c");
    }

    @Test
    void zeroWidthAndSoftHyphensDoNotTearWordsApart() {
        assertThat(PlainText.of("in\u200Bvis\u00ADible\uFEFF")).isEqualTo("invisible");
    }

    @Test
    void tagCharactersAndBidiControlsAreGone() {
        String smuggled = "\uDB40\uDC69\uDB40\uDC67\uDB40\uDC6E";
        assertThat(PlainText.of("safe" + smuggled + "\u202E text")).isEqualTo("safe text");
    }

    @Test
    void joinersStayBetweenLettersThatTheyShape() {
        String persian = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645";
        assertThat(PlainText.of(persian)).isEqualTo(persian);
        assertThat(PlainText.of("la\u200Ctin")).isEqualTo("latin");
    }

    @Test
    void loneSurrogatesAreDropped() {
        assertThat(PlainText.of("a\uD800b")).isEqualTo("ab");
    }
}
