package com.xenlixai.scan.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// How much of something a key may use: so much at once, and so much more as time passes.
///
/// @param name as the `RateLimit` fields have it
/// @param cost units that one use takes: a request that finds nothing new gives some back
/// @param capacity units at once
/// @param perSecond units that come back in a second; 0 when all come back at midnight UTC
record Policy(String name, int cost, int capacity, int perSecond) {

    static final int REQUEST_COST = 5;

    /// What a poll gives back that found nothing new.
    static final int NOTHING_NEW = 4;

    private static final int BURST_SECONDS = 10;
    private static final int DAY_SECONDS = 86_400;

    /// Of what changes something: who polls too often can still order and cancel.
    static Policy requests(ApiKey key) {
        return lasting("requests", REQUEST_COST, key.requestsPerSecond());
    }

    /// Of what only reads.
    static Policy polls(ApiKey key) {
        return lasting("polls", REQUEST_COST, key.requestsPerSecond());
    }

    /// So many uses a second, and ten seconds' worth at once.
    static Policy lasting(String name, int cost, int usesPerSecond) {
        int perSecond = Math.multiplyExact(usesPerSecond, cost);
        return new Policy(name, cost, Math.multiplyExact(perSecond, BURST_SECONDS), perSecond);
    }

    static Policy urls(ApiKey key) {
        return new Policy("urls", 1, key.urlsPerDay(), 0);
    }

    boolean isDaily() {
        return perSecond == 0;
    }

    /// How long until there is enough for one use.
    Duration untilNext(double level, Instant now) {
        return isDaily()
                ? untilMidnight(now)
                : Duration.ofMillis((long) Math.ceil(1_000 * (cost - level) / perSecond));
    }

    /// How long until everything is there again.
    Duration untilFull(long level, Instant now) {
        return isDaily()
                ? untilMidnight(now)
                : Duration.ofSeconds(Math.ceilDiv(Math.max(0, capacity - level), perSecond));
    }

    /// As in `"requests";q=1000;w=10`. Source: draft-ietf-httpapi-ratelimit-headers-10, section 3.
    String described() {
        int window = isDaily() ? DAY_SECONDS : BURST_SECONDS;
        return '"' + name + "\";q=" + capacity / cost + ";w=" + window;
    }

    /// How it stands, as in `"requests";r=12;t=4`. Source: the same, section 4.
    String described(long units, Instant now) {
        long uses = Math.max(0, units / cost);
        return '"' + name + "\";r=" + uses + ";t=" + untilFull(units, now).toSeconds();
    }

    private static Duration untilMidnight(Instant now) {
        Instant midnight =
                now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
        return Duration.between(now, midnight);
    }
}
