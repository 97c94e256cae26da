package com.xenlixai.scan.gateway.access;

import org.springframework.web.server.ServerWebExchange;

/// On whose behalf a request is made.
///
/// @param tenant owns what the request makes, and sees nothing of others
/// @param fullReports whether the tenant's plan includes full reports without an unlock
public record Caller(String tenant, boolean fullReports) {

    /// Everybody, where API keys are off.
    public static final Caller ANYONE = new Caller("default", true);

    /// The request's caller.
    public static Caller of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(Caller.class.getName(), ANYONE);
    }

    /// Notes whose request this is; for the filter that has checked it.
    void into(ServerWebExchange exchange) {
        exchange.getAttributes().put(Caller.class.getName(), this);
    }
}
