package com.xenlixai.scan.gateway.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key as it is kept: everything but its text.
///
/// @param id the part of the key that is no secret
/// @param name what people call it
/// @param premium whether its plan includes full reports
/// @param requestsPerSecond lasting rate of requests that change something, and of those that only
///     read; ten seconds' worth of each may come at once
/// @param urlsPerDay URLs that it may order in a day, by UTC
/// @param expiresAt from when on it is none, or null
/// @param revokedAt since when it is none, or null
public record ApiKey(
        String id,
        String tenant,
        String name,
        boolean premium,
        Set<Scope> scopes,
        int requestsPerSecond,
        int urlsPerDay,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /// Whether it opens anything at that time.
    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    /// As it is called in the database and on the command line.
    public String plan() {
        return premium ? "premium" : "teaser";
    }
}
