package com.xenlixai.scan.gateway.access;

import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Which requests are for the API: all others get pages, descriptions, probes and metrics.
final class ApiPaths {

    private ApiPaths() {}

    /// Decided on the first segment as routing compares it, decoded: `/%61pi` is `/api`.
    static boolean isApi(ServerHttpRequest request) {
        for (Element element : request.getPath().pathWithinApplication().elements()) {
            if (element instanceof PathSegment first) {
                return first.valueToMatch().equals("api");
            }
        }
        return false;
    }
}
