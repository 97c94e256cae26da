package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.access.AddressAllowances.OfAddress;
import com.xenlixai.scan.gateway.access.Allowances.OfKey;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets nobody at the API without a key that allows it, and tells the rest who calls.
final class KeyFilter implements WebFilter, Ordered {

    /// After CORS, which answers preflights, since those never have a key.
    static final int ORDER = CorsFilter.ORDER + 10;

    private static final String BEARER = "Bearer ";
    private static final int LONGEST_KEY = 200;

    private final KeyRing keys;
    private final Allowances allowances;

    KeyFilter(KeyRing keys, Allowances allowances) {
        this.keys = keys;
        this.allowances = allowances;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!ApiPaths.isApi(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        OfAddress address = OfAddress.of(exchange);
        return keyOf(exchange.getRequest().getHeaders())
                .map(key -> keys.find(key, address.mayFail()))
                .orElseGet(Mono::empty)
                .switchIfEmpty(Mono.error(() -> address.failed(() -> unauthenticated(exchange))))
                .flatMap(key -> admitted(key, exchange))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private Mono<Void> admitted(ApiKey key, ServerWebExchange exchange) {
        OfKey allowance = allowances.of(key);
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(
                () -> {
                    allowance.answered(
                            response.getHeaders(),
                            HttpStatus.NOT_MODIFIED.equals(response.getStatusCode()));
                    return Mono.empty();
                });
        TreeSet<Scope> missing = missing(key, exchange.getRequest());
        return allowance
                .takeRequest(NeededScopes.reads(exchange.getRequest()))
                .then(
                        Mono.defer(
                                () -> {
                                    if (!missing.isEmpty()) {
                                        return Mono.error(forbidden(missing));
                                    }
                                    caller(key, allowance).into(exchange);
                                    return Mono.empty();
                                }));
    }

    /// The key of a request that is allowed to make it, as far as this gateway knows without asking.
    Optional<ApiKey> known(ServerHttpRequest request) {
        return keyOf(request.getHeaders())
                .flatMap(keys::known)
                .filter(key -> missing(key, request).isEmpty());
    }

    OfKey allowanceOf(ApiKey key) {
        return allowances.of(key);
    }

    static Caller caller(ApiKey key, OfKey allowance) {
        return new Caller(key.tenant(), key.premium(), key.scopes(), allowance, key.id());
    }

    private static TreeSet<Scope> missing(ApiKey key, ServerHttpRequest request) {
        var missing = new TreeSet<>(NeededScopes.of(request));
        missing.removeAll(key.scopes());
        return missing;
    }

    private static Optional<String> keyOf(HttpHeaders headers) {
        String bearer = headers.getFirst(HttpHeaders.AUTHORIZATION);
        String text =
                bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        ? bearer.substring(BEARER.length()).strip()
                        : headers.getFirst("X-API-Key");
        return Optional.ofNullable(text).filter(key -> key.length() <= LONGEST_KEY);
    }

    private static ProblemException unauthenticated(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return ProblemException.of(
                ProblemType.UNAUTHENTICATED,
                "Send a valid key as Authorization: Bearer or as X-API-Key.");
    }

    private static ProblemException forbidden(TreeSet<Scope> missing) {
        return ProblemException.of(
                ProblemType.FORBIDDEN,
                "The key lacks "
                        + missing.stream().map(Scope::text).collect(Collectors.joining(", "))
                        + ".");
    }
}
