package com.xenlixai.scan.analyze.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private final MovingClock clock = new MovingClock(Instant.parse("2026-05-04T10:00:00Z"));

    @Test
    void aMinuteHasItsLimit() {
        Quota quota = new Quota(2, 100, clock);
        assertThat(quota.take()).isNull();
        assertThat(quota.take()).isNull();
        assertThat(quota.take()).isNotNull();
        clock.advance(Duration.ofSeconds(61));
        assertThat(quota.take()).isNull();
    }

    @Test
    void aDayBeginsAtMidnightInCalifornia() {
        Quota quota = new Quota(100, 1, clock);
        assertThat(quota.take()).isNull();
        clock.advance(Duration.ofHours(20));
        assertThat(quota.take()).isNotNull();
        clock.advance(Duration.ofHours(2));
        assertThat(quota.take()).isNull();
    }

    @Test
    void aUsedUpDayPausesUntilMidnightAndAUsedUpMinuteForOne() {
        Quota quota = new Quota(100, 100, clock);
        quota.exhausted("Quota exceeded defaultPerMinutePerProject");
        assertThat(quota.take()).isNotNull();
        clock.advance(Duration.ofSeconds(61));
        assertThat(quota.take()).isNull();

        quota.exhausted("Quota exceeded defaultPerDayPerProject");
        clock.advance(Duration.ofHours(20));
        assertThat(quota.take()).isNotNull();
        clock.advance(Duration.ofHours(2));
        assertThat(quota.take()).isNull();
    }

    @Test
    void aPauseSaysWhy() {
        Quota quota = new Quota(1, 1, clock);
        quota.pause(Duration.ofMinutes(1), Reason.CONFIG, "API key not valid");
        assertThat(quota.take())
                .isEqualTo(new SpeedMeter.Measurement.Missing(Reason.CONFIG, "API key not valid"));
    }
}
