package com.xenlixai.scan.analyze.check.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0; url=/x|0|/x",
                "5;|5|``",
                "5|5|``",
                "0;URL='/x'|0|/x",
                "0;url=\"/x\" y|0|/x",
                "`  0 ,url=x`|0|x",
                "3 /x|3|/x",
                "3; url /x|3|url /x",
                "1.9; url=/x|1|/x",
                ".5|0|``",
                "7;url = /x|7|/x",
                "0;url='/x|0|/x"
            })
    void aValueIsReadByTheStepsOfTheHtmlStandard(String content, int seconds, String url) {
        assertThat(Refresh.parse(content)).isEqualTo(new Refresh(seconds, url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "never", "-1; url=/x", "5x; url=/x", "; url=/x", "url=/x"})
    void whatHasNoNumberMeansNothing(String content) {
        assertThat(Refresh.parse(content)).isNull();
    }
}
