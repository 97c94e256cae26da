package com.xenlixai.scan.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LagHistoryTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final ConsumedTopic TOPIC = ConsumedTopic.ANALYZE_BATCH;

    private static Sample sample(int second, int members, long committed, long earliest, long end) {
        return new Sample(
                START.plusSeconds(second),
                Map.of(TOPIC.group(), new GroupState(TOPIC.group(), "STABLE", members)),
                List.of(new PartitionLag(TOPIC, 0, committed, earliest, end, null, false)),
                List.of());
    }

    @Test
    void rateIsWhatWasFinishedPerSecond() {
        var history = new LagHistory(3, 10);
        history.add(sample(0, 1, 100, 0, 500));
        history.add(sample(5, 1, 150, 0, 500));
        history.add(sample(10, 1, 200, 0, 500));

        assertThat(history.rate(TOPIC)).isEqualTo(10.0);
    }

    @Test
    void rateForgetsWhatIsOutsideTheWindow() {
        var history = new LagHistory(2, 10);
        history.add(sample(0, 1, 0, 0, 500));
        history.add(sample(5, 1, 400, 0, 500));
        history.add(sample(10, 1, 400, 0, 500));

        assertThat(history.rate(TOPIC)).isZero();
        assertThat(history.all()).hasSize(3);
    }

    @Test
    void onlySoManySamplesAreKept() {
        var history = new LagHistory(2, 4);
        for (int i = 0; i < 20; i++) {
            history.add(sample(i, 1, i, 0, 500));
        }

        assertThat(history.all()).hasSize(4);
        assertThat(history.all().getLast().at()).isEqualTo(START.plusSeconds(19));
    }

    @Test
    void groupThatNeverCommittedLagsFromTheFirstRecord() {
        var lag = new PartitionLag(TOPIC, 0, -1, 40, 100, null, false);

        assertThat(lag.lag()).isEqualTo(60);
        assertThat(lag.hasLost()).isFalse();
    }

    @Test
    void recordsDeletedUnreadAreToldApartFromAnEmptyTopic() {
        assertThat(new PartitionLag(TOPIC, 0, 10, 40, 100, null, false).hasLost()).isTrue();
        assertThat(new PartitionLag(TOPIC, 0, 10, 40, 40, null, false).hasLost()).isFalse();
    }

    @Test
    void markersAtTheEndAreNoLag() {
        assertThat(new PartitionLag(TOPIC, 0, 10, 0, 12, null, true).lag()).isZero();
    }

    @Test
    void deadGroupWithWorkIsEmpty() {
        var history = new LagHistory(2, 4);
        history.add(sample(0, 0, 5, 0, 9));

        assertThat(history.verdict(TOPIC)).isEqualTo(Verdict.EMPTY);
    }
}
