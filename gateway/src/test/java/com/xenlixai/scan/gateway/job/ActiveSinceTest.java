package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActiveSinceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");

    private final ActiveSince active = new ActiveSince();

    @Test
    void nothingActiveHasNoAge() {
        assertThat(active.oldest(NOW)).isEqualTo(Duration.ZERO);
    }

    @Test
    void oldestCountsUntilTheLastOfItsSecondHasEnded() {
        long early = NOW.minusSeconds(90).toEpochMilli();
        long late = NOW.minusSeconds(10).toEpochMilli();
        active.began(late);
        active.began(early);
        active.began(early + 3);

        active.ended(early);
        assertThat(active.oldest(NOW)).isEqualTo(Duration.ofSeconds(90));
        active.ended(early + 3);
        assertThat(active.oldest(NOW)).isEqualTo(Duration.ofSeconds(10));
        active.ended(late);
        assertThat(active.oldest(NOW)).isEqualTo(Duration.ZERO);
    }

    @Test
    void clocksThatDisagreeMakeNoNegativeAge() {
        active.began(NOW.plusSeconds(5).toEpochMilli());
        assertThat(active.oldest(NOW)).isEqualTo(Duration.ZERO);
    }

    @Test
    void anEndThatWasNeverBegunChangesNothing() {
        active.ended(NOW.toEpochMilli());
        assertThat(active.oldest(NOW)).isEqualTo(Duration.ZERO);
    }
}
