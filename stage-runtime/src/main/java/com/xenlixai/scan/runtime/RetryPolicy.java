package com.xenlixai.scan.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next attempt: exponential backoff with full jitter, never less than
/// what the other side asked for, never past the scan's time limit.
///
/// Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015; RFC 9110 section 10.2.3.
final class RetryPolicy {

    private static final int MOST_DOUBLINGS = 30;

    private final StageSettings.Retries settings;
    private final RandomGenerator random;

    RetryPolicy(StageSettings.Retries settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /// @param attempt the one that failed, from 1
    /// @param asked what the other side asked to wait, or null
    /// @return the wait; empty when there is no next attempt
    Optional<Duration> waitAfter(
            int attempt, @Nullable Duration asked, Instant now, Instant deadline) {
        if (attempt >= settings.attempts()) {
            return Optional.empty();
        }
        Duration drawn = Duration.ofMillis(random.nextLong(bound(attempt).toMillis() + 1));
        // After what was asked, a little apart, so that not all come back in the same moment.
        Duration wait = asked == null || asked.isNegative() ? drawn : asked.plus(spread(drawn));
        return now.plus(wait).isBefore(deadline) ? Optional.of(wait) : Optional.empty();
    }

    boolean inPlace(Duration wait) {
        return wait.compareTo(settings.inPlace()) <= 0;
    }

    private Duration bound(int attempt) {
        long factor = 1L << Math.min(attempt - 1, MOST_DOUBLINGS);
        long millis = Math.multiplyExact(Math.min(settings.base().toMillis(), 1L << 31), factor);
        return Duration.ofMillis(Math.min(millis, settings.longest().toMillis()));
    }

    private Duration spread(Duration drawn) {
        return drawn.compareTo(settings.base()) < 0 ? drawn : settings.base();
    }
}
