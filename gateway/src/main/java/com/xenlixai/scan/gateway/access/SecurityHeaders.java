package com.xenlixai.scan.gateway.access;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Tells browsers to run nothing that is not ours, wherever an answer does not say so itself.
///
/// Source: OWASP Secure Headers Project; CSP Level 3.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders implements WebFilter {

    private static final String PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";
    // Swagger UI sets styles from its script.
    private static final String DOCS =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Cross-Origin-Opener-Policy", "same-origin");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse()
                .beforeCommit(
                        () ->
                                Mono.fromRunnable(
                                        () ->
                                                complete(
                                                        exchange.getResponse().getHeaders(),
                                                        exchange.getRequest().getPath().value())));
        return chain.filter(exchange);
    }

    static void complete(HttpHeaders headers, String path) {
        ALWAYS.forEach((name, value) -> addIfAbsent(headers, name, value));
        boolean docs = path.startsWith("/docs") || path.startsWith("/webjars/");
        addIfAbsent(headers, "Content-Security-Policy", docs ? DOCS : PAGE);
    }

    private static void addIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
