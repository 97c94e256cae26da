package com.xenlixai.scan.gateway.access;

import org.springframework.http.HttpHeaders;

/// The fields that tell callers of their limits: one list each, whoever has something to say.
///
/// Source: draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4.
final class RateLimitFields {

    private RateLimitFields() {}

    static void add(HttpHeaders headers, String policies, String standing) {
        append(headers, "RateLimit-Policy", policies);
        append(headers, "RateLimit", standing);
    }

    private static void append(HttpHeaders headers, String name, String items) {
        String before = headers.getFirst(name);
        headers.set(name, before == null ? items : before + ", " + items);
    }
}
