package com.xenlixai.scan.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaRefreshTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0; url=/next | /next",
                "0;URL='/next' | /next",
                "0; url=\"/next\" trailing | /next",
                "5, /next | /next",
                ".5; Url = /next | /next",
                "0 /next | /next",
                "; url=/next | /next",
                "0; url='/open | /open",
            })
    void aValueNamesItsTarget(String value, String target) {
        assertThat(MetaRefresh.parse(value)).contains(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "300; url=/next", "6;url=/x", "soon; url=/x", "0; url=", "0;"})
    void whatIsLateOrLeadsNowhereIsNone(String value) {
        assertThat(MetaRefresh.parse(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head><META content='0; url=/next?a=1&amp;b=2' HTTP-EQUIV=\"Refresh\">",
                "<meta http-equiv=refresh content=\"0;url=/next?a=1&b=2\">",
                "<!-- x --><meta http-equiv='refresh' content='0;url=/next?a=1&b=2'/>",
            })
    void aPageSendsItsReaderOn(String page) {
        assertThat(MetaRefresh.inPage(page)).contains("/next?a=1&b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- <meta http-equiv=refresh content='0;url=/x'> -->",
                "<noscript><meta http-equiv=refresh content='0;url=/x'></noscript>",
                "<script>'<meta http-equiv=refresh content=\"0;url=/x\">'</script>",
                "<meta name=refresh content='0;url=/x'>",
                "<noscript><meta http-equiv=refresh content='0;url=/x'>",
            })
    void whatNoBrowserFollowsIsNone(String page) {
        assertThat(MetaRefresh.inPage(page)).isEmpty();
    }

    @Test
    void aHostilePageTakesNoTimeToRead() {
        long start = System.nanoTime();
        assertThat(MetaRefresh.inPage("<meta ".repeat(700))).isEmpty();
        assertThat(MetaRefresh.inPage("<!--".repeat(1_000))).isEmpty();
        assertThat(MetaRefresh.inPage("<title".repeat(700))).isEmpty();
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }
}
