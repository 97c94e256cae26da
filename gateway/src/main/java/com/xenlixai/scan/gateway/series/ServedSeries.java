package com.xenlixai.scan.gateway.series;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.List;
import java.util.Set;

/// Which series the gateway serves: its own, and of the libraries' those that somebody reads.
/// Kafka Streams alone would bring a thousand. The list stands in `docs/metrics.md`.
final class ServedSeries implements MeterFilter {

    private static final List<String> OF_CLIENTS =
            List.of(
                    "kafka.consumer.",
                    "kafka.producer.",
                    "kafka.admin.",
                    "kafka.app.",
                    "kafka.stream.");

    /// Of Kafka's clients and Streams; all others are dropped. Times are milliseconds.
    private static final Set<String> KAFKA =
            Set.of(
                    "kafka.consumer.coordinator.assigned.partitions",
                    "kafka.consumer.coordinator.failed.rebalance.total",
                    "kafka.consumer.coordinator.rebalance.total",
                    "kafka.consumer.fetch.manager.records.consumed.total",
                    "kafka.consumer.time.between.poll.max",
                    "kafka.producer.record.error.total",
                    "kafka.producer.record.retry.total",
                    "kafka.producer.record.send.total",
                    "kafka.producer.request.latency.avg",
                    "kafka.stream.alive.stream.threads",
                    "kafka.stream.client.state",
                    "kafka.stream.failed.stream.threads",
                    "kafka.stream.state.updater.active.restoring.tasks");

    private static final List<String> DROPPED =
            List.of(
                    "disk.",
                    "executor",
                    "jvm.classes",
                    "jvm.compilation",
                    "jvm.buffer.",
                    "jvm.memory.committed",
                    "jvm.threads.daemon",
                    "jvm.threads.peak",
                    "jvm.threads.started",
                    "r2dbc.pool.allocated",
                    "r2dbc.pool.idle",
                    "r2dbc.pool.max.pending",
                    "spring.kafka.listener",
                    "spring.kafka.template",
                    "tasks.scheduled");

    /// Scrapes and probes say nothing about the API.
    private static final Set<String> PATHS_OF_MACHINES =
            Set.of("/metrics", "/livez", "/readyz", "/health", "/health/{*path}");

    private static final String REQUESTS = "http.server.requests";

    /// What outcome and status say already.
    private static final Set<String> SAID_TWICE = Set.of("error", "exception");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().equals(REQUESTS)) {
            return id;
        }
        return id.replaceTags(
                id.getTags().stream().filter(tag -> !SAID_TWICE.contains(tag.getKey())).toList());
    }

    /// Requests under way need no buckets. All series of one name have them or none has: the client
    /// library cannot write a name that is a histogram in part.
    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        boolean plain = id.getName().startsWith(REQUESTS) && !id.getName().equals(REQUESTS);
        return plain
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives()
                        .build()
                        .merge(config)
                : config;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return isDropped(id) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    private static boolean isDropped(Meter.Id id) {
        String name = id.getName();
        if (OF_CLIENTS.stream().anyMatch(name::startsWith)) {
            return !KAFKA.contains(name);
        }
        if (name.startsWith(REQUESTS)) {
            String uri = id.getTag("uri");
            return uri != null && PATHS_OF_MACHINES.contains(uri);
        }
        return DROPPED.stream().anyMatch(name::startsWith);
    }
}
