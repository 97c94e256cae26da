package com.xenlixai.scan.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(5), new SplittableRandom(7));

    @Test
    void pausesGrowAndStayWithinFourHours() {
        assertThat(backoff.after(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(backoff.after(4)).isBetween(Duration.ofSeconds(108), Duration.ofSeconds(162));
        for (int attempts = 8; attempts < 100; attempts++) {
            assertThat(backoff.after(attempts))
                    .isBetween(Duration.ofMinutes(180), Duration.ofMinutes(290));
        }
    }

    @Test
    void aDayHasRoomForADozenAttempts() {
        Duration whole = Duration.ZERO;
        int attempts = 1;
        while (whole.compareTo(Duration.ofDays(1)) < 0) {
            whole = whole.plus(backoff.after(attempts));
            attempts++;
        }
        assertThat(attempts).isBetween(11, 16);
    }
}
