package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets browsers call the API from the pages of named origins alone, and from its own page. Others
/// are refused before anything happens: a page somewhere must not be able to order scans from a
/// gateway that its visitor runs without keys.
///
/// Source: the Fetch Standard, section 3.3.
final class CorsFilter implements WebFilter, Ordered {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final Duration PREFLIGHT_AGE = Duration.ofHours(1);

    private final CorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration configuration;

    CorsFilter(CorsSettings settings) {
        configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(settings.corsOrigins());
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
        configuration.setAllowedHeaders(
                List.of(
                        "Authorization",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-None-Match",
                        "If-State-At-Least",
                        "Last-Event-ID",
                        "Prefer",
                        "X-API-Key"));
        configuration.setExposedHeaders(
                List.of("ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy"));
        configuration.setMaxAge(PREFLIGHT_AGE);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!ApiPaths.isApi(request) || isOwnPage(request)) {
            return chain.filter(exchange);
        }
        if (!processor.process(configuration, exchange)) {
            return Mono.error(
                    ProblemException.of(
                            ProblemType.FORBIDDEN,
                            "Pages of this origin, or with this method or header, may not call."));
        }
        return CorsUtils.isPreFlightRequest(request) ? Mono.empty() : chain.filter(exchange);
    }

    /// By the host alone: a proxy that ends TLS changes the scheme.
    private static boolean isOwnPage(ServerHttpRequest request) {
        String origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        if (origin == null || host == null) {
            return origin == null && !CorsUtils.isPreFlightRequest(request);
        }
        String authority = authority(origin);
        return authority != null && authority.equals(host.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? null : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
