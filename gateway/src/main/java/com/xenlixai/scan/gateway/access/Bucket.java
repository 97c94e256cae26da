package com.xenlixai.scan.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A policy's token bucket in this gateway's memory. Thread-safe.
final class Bucket {

    private static final double NANOS = 1e9;

    private final Policy policy;
    private final Clock clock;
    private double level;
    private Instant at;

    Bucket(Policy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
        level = policy.capacity();
        at = clock.instant();
    }

    Policy policy() {
        return policy;
    }

    /// Takes for one use, if there is enough.
    synchronized boolean take() {
        fill();
        if (level < policy.cost()) {
            return false;
        }
        level -= policy.cost();
        return true;
    }

    synchronized boolean isEmpty() {
        fill();
        return level < policy.cost();
    }

    synchronized void giveBack(int units) {
        level = Math.min(policy.capacity(), level + units);
    }

    /// How long until there is enough for one use.
    synchronized Duration untilNext() {
        fill();
        return level >= policy.cost() ? Duration.ZERO : policy.untilNext(level, at);
    }

    /// As in `"address";r=12;t=4`. Source: draft-ietf-httpapi-ratelimit-headers-10, section 4.
    synchronized String described() {
        fill();
        long units = (long) level;
        return policy.described(units, at);
    }

    private void fill() {
        Instant now = clock.instant();
        if (now.isAfter(at)) {
            double seconds = Duration.between(at, now).toNanos() / NANOS;
            level = Math.min(policy.capacity(), level + seconds * policy.perSecond());
            at = now;
        }
    }
}
