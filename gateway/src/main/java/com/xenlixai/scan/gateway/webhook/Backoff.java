package com.xenlixai.scan.gateway.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The pauses between attempts: each some three times the one before, at most four hours, and a
/// fifth more or less by chance, so that a receiver which was away is not called by all at once.
final class Backoff {

    private static final Duration LONGEST = Duration.ofHours(4);
    private static final double GROWTH = 3;
    private static final double SPREAD = 0.2;

    private final Duration first;
    private final RandomGenerator random;

    Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    /// The pause after that many attempts, 1 or more.
    Duration after(int attempts) {
        double whole = first.toMillis() * Math.pow(GROWTH, Math.min(attempts, 30) - 1.0);
        double capped = Math.min(whole, LONGEST.toMillis());
        return Duration.ofMillis((long) (capped * random.nextDouble(1 - SPREAD, 1 + SPREAD)));
    }
}
