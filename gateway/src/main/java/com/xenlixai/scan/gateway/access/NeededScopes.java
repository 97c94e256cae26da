package com.xenlixai.scan.gateway.access;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// What a key must be good for to make a request.
final class NeededScopes {

    private static final Set<String> FULL_REPORTS = Set.of("full", "diff", "unlock");
    private static final Set<HttpMethod> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private NeededScopes() {}

    /// Whether a request changes nothing.
    static boolean reads(ServerHttpRequest request) {
        return READING.contains(request.getMethod());
    }

    /// Decided on the path as routing compares it, decoded: `/%66ull` is `/full`.
    static Set<Scope> of(ServerHttpRequest request) {
        List<String> segments =
                request.getPath().pathWithinApplication().elements().stream()
                        .filter(PathSegment.class::isInstance)
                        .map(element -> ((PathSegment) element).valueToMatch())
                        .toList();
        boolean purge = request.getQueryParams().getOrDefault("purge", List.of()).contains("true");
        if (purge || segments.contains("tenants")) {
            return Set.of(Scope.ADMIN);
        }
        if (segments.getLast().equals("scan")) {
            return Set.of(Scope.SCAN_WRITE, Scope.FULL_READ);
        }
        if (FULL_REPORTS.contains(segments.getLast())) {
            return Set.of(Scope.FULL_READ);
        }
        // With the secret, messages can be forged.
        boolean secret = segments.contains("webhooks") && segments.getLast().equals("secret");
        return reads(request) && !secret ? Set.of(Scope.SCAN_READ) : Set.of(Scope.SCAN_WRITE);
    }
}
