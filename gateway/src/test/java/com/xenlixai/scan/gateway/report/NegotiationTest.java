package com.xenlixai.scan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class NegotiationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|false",
                "application/json|false",
                "text/html|true",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|true",
                "text/html,application/json|false",
                "text/html;q=0.5,application/json|false",
                "text/html,*/*|true",
                "text/*,application/json;q=0.2|true",
                "application/json;q=0.4,*/*;q=0.5|true",
                "image/png|false",
            })
    void theMostSpecificRangeDecides(String accept, boolean html) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT, accept);

        assertThat(Negotiation.prefersHtml(headers)).isEqualTo(html);
    }
}
