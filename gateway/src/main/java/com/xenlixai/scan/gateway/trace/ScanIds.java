package com.xenlixai.scan.gateway.trace;

import io.micrometer.context.ThreadLocalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Brings a scan's id from the Reactor context to the lines that are logged on whichever thread.
public final class ScanIds implements ThreadLocalAccessor<String> {

    /// Under this key it stands in the Reactor context and in the lines.
    public static final String KEY = "scanId";

    // Only what an id may consist of: a path is the caller's text.
    private static final Pattern PATH =
            Pattern.compile("/api/v1/scan-jobs/([A-Za-z0-9_-]{1,80})(/.*)?");

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable String getValue() {
        return MDC.get(KEY);
    }

    @Override
    public void setValue(String value) {
        MDC.put(KEY, value);
    }

    @Override
    public void setValue() {
        MDC.remove(KEY);
    }

    /// Takes the id from the request's path.
    static final class Filter implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            Matcher path = PATH.matcher(exchange.getRequest().getPath().value());
            Mono<Void> rest = chain.filter(exchange);
            return path.matches()
                    ? rest.contextWrite(context -> context.put(KEY, path.group(1)))
                    : rest;
        }
    }
}
