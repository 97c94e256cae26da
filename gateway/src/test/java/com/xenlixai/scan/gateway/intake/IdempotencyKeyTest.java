package com.xenlixai.scan.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.gateway.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class IdempotencyKeyTest {

    @Test
    void quotedAndBareAreTheSameKey() {
        assertThat(IdempotencyKey.of(headers("\"8e03978e-40d5\""))).contains("8e03978e-40d5");
        assertThat(IdempotencyKey.of(headers("8e03978e-40d5"))).contains("8e03978e-40d5");
        assertThat(IdempotencyKey.of(headers("\"a \\\"b\\\"\""))).contains("a \"b\"");
        assertThat(IdempotencyKey.of(new HttpHeaders())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"open", "two words", "caf\u00e9", "a\u0001"})
    void whatIsNoKeyIsRefused(String value) {
        assertThatThrownBy(() -> IdempotencyKey.of(headers(value)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void severalKeysAndEndlessKeysAreRefused() {
        HttpHeaders two = headers("one");
        two.add(IdempotencyKey.HEADER, "two");
        assertThatThrownBy(() -> IdempotencyKey.of(two)).isInstanceOf(ProblemException.class);
        HttpHeaders endless = headers("k".repeat(256));
        assertThatThrownBy(() -> IdempotencyKey.of(endless)).isInstanceOf(ProblemException.class);
    }

    private static HttpHeaders headers(String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(IdempotencyKey.HEADER, value);
        return headers;
    }
}
