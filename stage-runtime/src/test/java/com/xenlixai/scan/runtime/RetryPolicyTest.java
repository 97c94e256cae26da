package com.xenlixai.scan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant FAR = NOW.plus(Duration.ofHours(1));

    private final RetryPolicy policy =
            new RetryPolicy(
                    new StageSettings.Retries(
                            20,
                            Duration.ofMillis(500),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(5)),
                    new SplittableRandom(7));

    @Test
    void waitsAreDrawnEvenlyUpToABoundThatDoubles() {
        for (int attempt = 1; attempt < 20; attempt++) {
            int number = attempt;
            long bound = Math.min(30_000, 500L << (attempt - 1));
            List<Long> waits =
                    IntStream.range(0, 2000)
                            .mapToObj(_ -> policy.waitAfter(number, null, NOW, FAR))
                            .map(wait -> wait.orElseThrow().toMillis())
                            .toList();
            assertThat(waits).allMatch(wait -> wait >= 0 && wait <= bound);
            double mean = waits.stream().mapToLong(Long::longValue).average().orElseThrow();
            assertThat(mean).isBetween(bound * 0.45, bound * 0.55);
        }
    }

    @Test
    void neverComesBackBeforeItWasAskedTo() {
        Duration asked = Duration.ofSeconds(7);
        for (int i = 0; i < 1000; i++) {
            Optional<Duration> wait = policy.waitAfter(1, asked, NOW, FAR);
            assertThat(wait.orElseThrow()).isBetween(asked, asked.plusMillis(500));
        }
    }

    @Test
    void endsWithTheAttemptsAndWithTheScansTime() {
        assertThat(policy.waitAfter(20, null, NOW, FAR)).isEmpty();
        assertThat(policy.waitAfter(1, Duration.ofSeconds(60), NOW, NOW.plusSeconds(30))).isEmpty();
    }
}
