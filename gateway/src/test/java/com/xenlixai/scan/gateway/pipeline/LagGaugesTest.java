package com.xenlixai.scan.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LagGaugesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int PARTITIONS = 12;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LagGauges gauges = new LagGauges(meters);
    private final LagHistory history = new LagHistory(3, 3);

    @Test
    void partitionsAreShownWhereAStageWorksAndSumsElsewhere() {
        show(7);
        assertThat(
                        meters.get("kafka.consumergroup.lag")
                                .tags("topic", "scan-analyze-batch", "partition", "3")
                                .gauge()
                                .value())
                .isEqualTo(7);
        assertThat(
                        meters.get("kafka.consumergroup.lag")
                                .tags("topic", "scan-status", "partition", "all")
                                .gauge()
                                .value())
                .isEqualTo(7.0 * PARTITIONS);
        assertThat(meters.find("kafka.consumergroup.lag").tag("topic", "scan-status").gauges())
                .hasSize(1);
    }

    @Test
    void twelvePartitionsUnderLoadLeaveRoomInABudgetOfFiveHundred() {
        show(7);
        assertThat(meters.getMeters()).hasSizeLessThan(230);
    }

    @Test
    void aSeriesOfAVerdictDisappearsWithIt() {
        show(0);
        assertThat(statuses("stage-crawl")).containsExactly("unknown");
        show(0);
        show(0);
        show(0);
        assertThat(statuses("stage-crawl")).containsExactly("ok");
    }

    @Test
    void nothingIsLeftStandingWhenTheBrokerCannotBeAsked() {
        show(7);
        gauges.clear();
        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("kafka.lag.sampler.last.success.timestamp.seconds");
    }

    @Test
    void whatIsInDangerIsTheWorstPartitionThatTheBrokerDeletesFrom() {
        assertThat(LagGauges.shareOfRetained(List.of(lag(0, 3_200, 3_000, 5_000)))).isEqualTo(0.9);
        assertThat(LagGauges.shareOfRetained(List.of(lag(0, 100, 0, 1_900))))
                .as("nothing was deleted yet")
                .isZero();
        assertThat(LagGauges.shareOfRetained(List.of(lag(0, 10, 10, 19))))
                .as("a moment's backlog")
                .isZero();
        assertThat(
                        LagGauges.shareOfRetained(
                                List.of(lag(0, 5_000, 3_000, 5_000), lag(1, 4_000, 3_000, 5_000))))
                .isEqualTo(0.5);
    }

    private List<String> statuses(String group) {
        return meters
                .find("kafka.consumergroup.lag.status")
                .tag("consumergroup", group)
                .meters()
                .stream()
                .map(Meter::getId)
                .map(id -> id.getTag("status"))
                .toList();
    }

    private void show(long lag) {
        List<PartitionLag> lags = new ArrayList<>();
        List<Sample.TopicOffsets> topics = new ArrayList<>();
        for (ConsumedTopic consumed : ConsumedTopic.values()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                lags.add(of(consumed, partition, 100 - lag, 0, 100));
                topics.add(new Sample.TopicOffsets(consumed.topic(), partition, 0, 100));
            }
        }
        Sample sample = new Sample(NOW, groups(), lags, topics);
        gauges.show(sample, history);
        history.add(sample);
    }

    private static Map<String, GroupState> groups() {
        return Map.of("stage-crawl", new GroupState("stage-crawl", "STABLE", 1));
    }

    private static PartitionLag lag(int partition, long committed, long earliest, long end) {
        return of(ConsumedTopic.CRAWL_BATCH, partition, committed, earliest, end);
    }

    private static PartitionLag of(
            ConsumedTopic consumed, int partition, long committed, long earliest, long end) {
        @Nullable Head head = end > committed ? new Head(NOW.minusSeconds(5), "scan") : null;
        return new PartitionLag(consumed, partition, committed, earliest, end, head, false);
    }
}
