package com.xenlixai.scan.gateway.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The samples as metrics, under the names of danielqsj/kafka_exporter so that dashboards and
/// alerts made for it fit, with ages and verdicts added. A series disappears with its cause.
final class LagGauges {

    private static final double MILLIS = 1000.0;

    private final MultiGauge lag;
    private final MultiGauge committed;
    private final MultiGauge age;
    private final MultiGauge members;
    private final MultiGauge status;
    private final MultiGauge end;
    private final MultiGauge earliest;
    private final AtomicReference<Instant> lastSuccess = new AtomicReference<>(Instant.EPOCH);

    LagGauges(MeterRegistry meters) {
        lag = gauge(meters, "kafka.consumergroup.lag", "Records that wait");
        committed = gauge(meters, "kafka.consumergroup.current.offset", "Next offset that is read");
        age =
                gauge(
                        meters,
                        "kafka.consumergroup.lag.seconds",
                        "Age of the first record that waits; 0 where none does");
        members = gauge(meters, "kafka.consumergroup.members", "Members of the group");
        status = gauge(meters, "kafka.consumergroup.lag.status", "Verdict on the group's lag");
        end = gauge(meters, "kafka.topic.partition.current.offset", "Offset after the last record");
        earliest =
                gauge(meters, "kafka.topic.partition.oldest.offset", "Offset of the first record");
        Gauge.builder(
                        "kafka.lag.sampler.last.success.timestamp.seconds",
                        lastSuccess,
                        at -> at.get().toEpochMilli() / MILLIS)
                .description("When the broker's offsets were read last")
                .register(meters);
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    /// Shows this sample and nothing older.
    void show(Sample sample, LagHistory history) {
        List<MultiGauge.Row<?>> lags = new ArrayList<>();
        List<MultiGauge.Row<?>> offsets = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        for (PartitionLag one : sample.lags()) {
            Tags tags =
                    Tags.of(
                            "consumergroup", one.consumed().group(),
                            "topic", one.consumed().topic(),
                            "partition", Integer.toString(one.partition()));
            lags.add(MultiGauge.Row.of(tags, one.lag()));
            if (one.committed() >= 0) {
                offsets.add(MultiGauge.Row.of(tags, one.committed()));
            }
            if (one.head() != null) {
                ages.add(MultiGauge.Row.of(tags, seconds(one.head().since(), sample.at())));
            } else if (one.lag() == 0) {
                ages.add(MultiGauge.Row.of(tags, 0));
            }
        }
        lag.register(lags, true);
        committed.register(offsets, true);
        age.register(ages, true);
        showGroups(sample, history);
        showTopics(sample);
        lastSuccess.set(sample.at());
    }

    private void showGroups(Sample sample, LagHistory history) {
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        List<MultiGauge.Row<?>> verdicts = new ArrayList<>();
        for (String group : ConsumedTopic.groups()) {
            counts.add(MultiGauge.Row.of(Tags.of("consumergroup", group), sample.members(group)));
            Verdict worst = Verdict.OK;
            for (ConsumedTopic consumed : ConsumedTopic.values()) {
                if (consumed.group().equals(group)) {
                    worst = worst.worse(history.verdict(consumed));
                }
            }
            for (Verdict verdict : Verdict.values()) {
                verdicts.add(
                        MultiGauge.Row.of(
                                Tags.of("consumergroup", group, "status", verdict.label()),
                                verdict == worst ? 1 : 0));
            }
        }
        members.register(counts, true);
        status.register(verdicts, true);
    }

    private void showTopics(Sample sample) {
        List<MultiGauge.Row<?>> ends = new ArrayList<>();
        List<MultiGauge.Row<?>> starts = new ArrayList<>();
        for (Sample.TopicOffsets one : sample.topics()) {
            Tags tags =
                    Tags.of("topic", one.topic(), "partition", Integer.toString(one.partition()));
            ends.add(MultiGauge.Row.of(tags, one.end()));
            starts.add(MultiGauge.Row.of(tags, one.earliest()));
        }
        end.register(ends, true);
        earliest.register(starts, true);
    }

    /// Takes everything away but the time of the last success.
    void clear() {
        for (MultiGauge gauge : List.of(lag, committed, age, members, status, end, earliest)) {
            gauge.register(List.of(), true);
        }
    }

    static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis()) / MILLIS;
    }
}
