package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UploadPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final UploadPace.Watch watch = new UploadPace(Duration.ofSeconds(60)).new Watch();

    @Test
    void aByteASecondIsEndedAfterAMinute() {
        for (int second = 0; second <= 60; second++) {
            assertThat(watch.isTooSlow(second * SECOND, 1)).as("second %d", second).isFalse();
        }
        assertThat(watch.isTooSlow(61 * SECOND, 1)).isTrue();
    }

    @Test
    void anHourOfAKilobyteNowAndThenIsFine() {
        for (int second = 0; second < 3_600; second += 20) {
            assertThat(watch.isTooSlow(second * SECOND, 600)).isFalse();
        }
    }
}
