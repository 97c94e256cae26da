package com.xenlixai.scan.analyze.check.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericTextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "here",
                "CLICK HERE",
                "  more … ",
                "Read more »",
                "plus d'infos",
                "läs mer",
                "Подробнее",
                "続きを読む"
            })
    void saysNothingOfWhereALinkLeads(String text) {
        assertThat(GenericTexts.isGeneric(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Winter tents", "hire", "mort", "here and there, and everywhere too"})
    void saysSomething(String text) {
        assertThat(GenericTexts.isGeneric(text)).isFalse();
    }
}
