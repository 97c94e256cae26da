package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class CorsFilterTest {

    private static final String ALLOWED = "https://app.example.com";

    private final CorsFilter filter = new CorsFilter(new CorsSettings(List.of(ALLOWED)));
    private final AtomicBoolean passed = new AtomicBoolean();

    private MockServerWebExchange sent(MockServerHttpRequest.BaseBuilder<?> request) {
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        filter.filter(exchange, _ -> Mono.fromRunnable(() -> passed.set(true)))
                .onErrorResume(ProblemException.class, _ -> Mono.empty())
                .toFuture()
                .join();
        return exchange;
    }

    @Test
    void anAllowedOriginIsNamedAndNoCredentialsAreAsked() {
        MockServerWebExchange exchange =
                sent(
                        MockServerHttpRequest.get("http://gateway.example/api/v1/scan-jobs")
                                .header("Origin", ALLOWED));

        assertThat(passed).isTrue();
        assertThat(exchange.getResponse().getHeaders().getAccessControlAllowOrigin())
                .isEqualTo(ALLOWED);
        assertThat(exchange.getResponse().getHeaders().getAccessControlAllowCredentials())
                .isFalse();
        assertThat(exchange.getResponse().getHeaders().getVary()).contains("Origin");
    }

    @Test
    void aPreflightEndsHere() {
        MockServerWebExchange exchange =
                sent(
                        MockServerHttpRequest.method(
                                        HttpMethod.OPTIONS,
                                        "http://gateway.example/api/v1/scan-jobs")
                                .header("Origin", ALLOWED)
                                .header("Access-Control-Request-Method", "POST")
                                .header("Access-Control-Request-Headers", "idempotency-key"));

        assertThat(passed).isFalse();
        assertThat(exchange.getResponse().getHeaders().getAccessControlAllowMethods())
                .contains(HttpMethod.POST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "https://app.example.com.evil.example",
                "https://evil-app.example.com",
                "http://app.example.com",
                "https://app.example.com:444"
            })
    void nobodyElseComesIn(String origin) {
        MockServerWebExchange exchange =
                sent(
                        MockServerHttpRequest.get("http://gateway.example/api/v1/scan-jobs")
                                .header("Origin", origin));

        assertThat(passed).isFalse();
        assertThat(exchange.getResponse().getHeaders().getAccessControlAllowOrigin()).isNull();
    }

    @Test
    void programsThatAreNoBrowsersAreNotMet() throws CompletionException {
        sent(MockServerHttpRequest.get("http://gateway.example/api/v1/scan-jobs"));

        assertThat(passed).isTrue();
    }
}
