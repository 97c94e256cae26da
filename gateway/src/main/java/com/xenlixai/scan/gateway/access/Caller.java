package com.xenlixai.scan.gateway.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// On whose behalf a request is made.
///
/// @param tenant owns what the request makes, and sees nothing of others
/// @param fullReports whether the tenant's plan includes full reports without an unlock
/// @param scopes what the key may be used for; the filter has checked what the request's path and
///     method need
/// @param urls how many more URLs may be ordered
/// @param keyId the part of the key that is no secret; null where API keys are off
public record Caller(
        String tenant,
        boolean fullReports,
        Set<Scope> scopes,
        UrlQuota urls,
        @Nullable String keyId) {

    /// Everybody, where API keys are off: nobody has shown a key that is entitled to ignore a site's
    /// robots.txt.
    public static final Caller ANYONE =
            new Caller(
                    "default",
                    true,
                    EnumSet.complementOf(EnumSet.of(Scope.ROBOTS_IGNORE)),
                    UrlQuota.UNLIMITED,
                    null);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /// The request's caller.
    public static Caller of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(Caller.class.getName(), ANYONE);
    }

    /// Notes whose request this is; for the filter that has checked it.
    void into(ServerWebExchange exchange) {
        exchange.getAttributes().put(Caller.class.getName(), this);
    }
}
