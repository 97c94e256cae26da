package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The samples as metrics, under the names of danielqsj/kafka_exporter so that dashboards and
/// alerts made for it fit, with ages and verdicts added. A series disappears with its cause. Single
/// partitions are shown where stages work; elsewhere, and of topics, one series sums them up.
final class LagGauges {

    private static final double MILLIS = 1000.0;
    private static final String PARTITION = "partition";

    /// The partition of a series that sums all of them up.
    private static final String ALL = "all";

    /// A partition with fewer records is in no danger of being deleted unread.
    private static final long FEW = 1_000;

    private static final Set<String> SHOWN =
            Stream.concat(
                            Arrays.stream(ConsumedTopic.values()).map(ConsumedTopic::topic),
                            Stream.of(Topics.SCAN_PARKED, Topics.SCAN_DEAD_LETTERS)
                                    .map(TopicSpec::name))
                    .collect(Collectors.toUnmodifiableSet());

    private final MultiGauge lag;
    private final MultiGauge committed;
    private final MultiGauge age;
    private final MultiGauge retained;
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
                        "Age of the oldest record that waits; 0 where none does");
        retained =
                gauge(
                        meters,
                        "kafka.consumergroup.lag.retained.ratio",
                        "How much of what is kept waits, in the worst partition; at 1 it is lost");
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
        List<MultiGauge.Row<?>> shares = new ArrayList<>();
        for (ConsumedTopic consumed : ConsumedTopic.values()) {
            List<PartitionLag> partitions =
                    sample.lags().stream().filter(one -> one.consumed() == consumed).toList();
            if (partitions.isEmpty()) {
                continue;
            }
            Tags topic = Tags.of("consumergroup", consumed.group(), "topic", consumed.topic());
            if (consumed.lane() == null) {
                showSum(partitions, topic.and(PARTITION, ALL), lags, offsets);
            } else {
                partitions.forEach(one -> showOne(one, topic, lags, offsets));
            }
            age(partitions, sample.at()).ifPresent(age -> ages.add(MultiGauge.Row.of(topic, age)));
            shares.add(MultiGauge.Row.of(topic, shareOfRetained(partitions)));
        }
        lag.register(lags, true);
        committed.register(offsets, true);
        age.register(ages, true);
        retained.register(shares, true);
        showGroups(sample, history);
        showTopics(sample);
        lastSuccess.set(sample.at());
    }

    private static void showOne(
            PartitionLag one,
            Tags topic,
            List<MultiGauge.Row<?>> lags,
            List<MultiGauge.Row<?>> offsets) {
        Tags tags = topic.and(PARTITION, Integer.toString(one.partition()));
        lags.add(MultiGauge.Row.of(tags, one.lag()));
        if (one.committed() >= 0) {
            offsets.add(MultiGauge.Row.of(tags, one.committed()));
        }
    }

    /// Where no stage works, nobody looks at single partitions.
    private static void showSum(
            List<PartitionLag> partitions,
            Tags tags,
            List<MultiGauge.Row<?>> lags,
            List<MultiGauge.Row<?>> offsets) {
        lags.add(MultiGauge.Row.of(tags, partitions.stream().mapToLong(PartitionLag::lag).sum()));
        if (partitions.stream().anyMatch(one -> one.committed() >= 0)) {
            long sum = partitions.stream().mapToLong(one -> Math.max(0, one.committed())).sum();
            offsets.add(MultiGauge.Row.of(tags, sum));
        }
    }

    /// Of the oldest record that waits; 0 where none does, empty where it could not be read.
    private static OptionalDouble age(List<PartitionLag> partitions, Instant now) {
        boolean waits = partitions.stream().anyMatch(one -> one.lag() > 0);
        OptionalDouble oldest =
                partitions.stream()
                        .map(PartitionLag::head)
                        .filter(Objects::nonNull)
                        .mapToDouble(head -> seconds(head.since(), now))
                        .max();
        return oldest.isPresent() || waits ? oldest : OptionalDouble.of(0);
    }

    /// How much of what the broker keeps of a partition waits, in the worst partition. Only where
    /// the broker has begun to delete, and where a moment's backlog is not all there is.
    static double shareOfRetained(List<PartitionLag> partitions) {
        return partitions.stream()
                .filter(one -> one.earliest() > 0 && one.end() - one.earliest() > FEW)
                .mapToDouble(one -> (double) one.lag() / (one.end() - one.earliest()))
                .max()
                .orElse(0);
    }

    /// Only the verdict that holds: a row for each that does not would be most of what there is.
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
            verdicts.add(
                    MultiGauge.Row.of(Tags.of("consumergroup", group, "status", worst.label()), 1));
        }
        members.register(counts, true);
        status.register(verdicts, true);
    }

    private void showTopics(Sample sample) {
        Map<String, List<Sample.TopicOffsets>> topics =
                sample.topics().stream()
                        .filter(one -> SHOWN.contains(one.topic()))
                        .collect(Collectors.groupingBy(Sample.TopicOffsets::topic));
        List<MultiGauge.Row<?>> ends = new ArrayList<>();
        List<MultiGauge.Row<?>> starts = new ArrayList<>();
        topics.forEach(
                (topic, partitions) -> {
                    Tags tags = Tags.of("topic", topic, PARTITION, ALL);
                    ends.add(
                            MultiGauge.Row.of(
                                    tags,
                                    partitions.stream().mapToLong(Sample.TopicOffsets::end).sum()));
                    starts.add(
                            MultiGauge.Row.of(
                                    tags,
                                    partitions.stream()
                                            .mapToLong(Sample.TopicOffsets::earliest)
                                            .sum()));
                });
        end.register(ends, true);
        earliest.register(starts, true);
    }

    /// Takes everything away but the time of the last success.
    void clear() {
        for (MultiGauge gauge :
                List.of(lag, committed, age, retained, members, status, end, earliest)) {
            gauge.register(List.of(), true);
        }
    }

    static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis()) / MILLIS;
    }
}
