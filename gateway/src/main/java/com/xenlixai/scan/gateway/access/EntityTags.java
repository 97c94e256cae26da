package com.xenlixai.scan.gateway.access;

import java.util.List;
import org.springframework.http.HttpHeaders;

/// What a client says that it knows. Source: RFC 9110, section 13.1.2.
public final class EntityTags {

    private EntityTags() {}

    /// The tags of `If-None-Match`. A header that is not well-formed matches nothing, so the
    /// client gets the state instead of an error.
    public static List<String> ifNoneMatch(HttpHeaders headers) {
        try {
            return headers.getIfNoneMatch();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
