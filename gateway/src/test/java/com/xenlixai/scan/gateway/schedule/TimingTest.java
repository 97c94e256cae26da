package com.xenlixai.scan.gateway.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Timing cron(String text) {
        return Timing.Cron.parse(text, BERLIN).orElseThrow();
    }

    @Test
    void cronHasTheFieldsOfCrontabAndGoesByTheWallsClock() {
        assertThat(cron("30 6 * * MON-FRI").after(Instant.parse("2026-07-04T00:00:00Z")))
                .contains(Instant.parse("2026-07-06T04:30:00Z"));
        assertThat(cron("30 6 * * MON-FRI").after(Instant.parse("2026-12-05T00:00:00Z")))
                .contains(Instant.parse("2026-12-07T05:30:00Z"));
        assertThat(cron("@daily").after(Instant.parse("2026-12-05T12:00:00Z")))
                .contains(Instant.parse("2026-12-05T23:00:00Z"));
        assertThat(Timing.Cron.parse("every day", BERLIN)).isEmpty();
        assertThat(Timing.Cron.parse("61 * * * *", BERLIN)).isEmpty();
    }

    @Test
    void missedRunsAreNotMadeUpFor() {
        Instant run = Instant.parse("2026-12-05T00:00:00Z");
        Instant now = Instant.parse("2026-12-05T05:20:00Z");

        assertThat(new Timing.Interval(Duration.ofHours(1)).next(run, now))
                .contains(Instant.parse("2026-12-05T06:00:00Z"));
        assertThat(cron("0 * * * *").next(run, now))
                .contains(Instant.parse("2026-12-05T06:00:00Z"));
    }

    @Test
    void runOnTimeIsFollowedByTheNextOne() {
        Instant run = Instant.parse("2026-12-05T05:00:00Z");
        Instant now = run.plusMillis(40);

        assertThat(new Timing.Interval(Duration.ofHours(1)).next(run, now))
                .contains(Instant.parse("2026-12-05T06:00:00Z"));
        assertThat(cron("0 * * * *").next(run, now))
                .contains(Instant.parse("2026-12-05T06:00:00Z"));
    }

    @Test
    void gapIsTheShortestOfAll() {
        Instant now = Instant.parse("2026-12-05T00:00:00Z");

        assertThat(cron("0,10 * * * *").shortestGap(now, 10)).isEqualTo(Duration.ofMinutes(10));
        assertThat(cron("* * * * * *").shortestGap(now, 10)).isEqualTo(Duration.ofSeconds(1));
        assertThat(cron("0 0 30 2 *").after(now)).isEmpty();
    }
}
