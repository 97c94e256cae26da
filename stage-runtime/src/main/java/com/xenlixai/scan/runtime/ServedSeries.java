package com.xenlixai.scan.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;

/// Which series a stage serves: its own, and of the libraries' those that somebody reads. Kafka's
/// clients alone would bring several hundred. The list stands in `docs/metrics.md`.
final class ServedSeries implements MeterFilter {

    /// Of Kafka's clients; all others are dropped. Times are milliseconds and do not say so.
    private static final Set<String> KAFKA =
            Set.of(
                    "kafka.consumer.connection.count",
                    "kafka.consumer.coordinator.assigned.partitions",
                    "kafka.consumer.coordinator.commit.latency.avg",
                    "kafka.consumer.coordinator.commit.latency.max",
                    "kafka.consumer.coordinator.failed.rebalance.total",
                    "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
                    "kafka.consumer.coordinator.rebalance.latency.avg",
                    "kafka.consumer.coordinator.rebalance.total",
                    "kafka.consumer.fetch.manager.fetch.latency.avg",
                    "kafka.consumer.fetch.manager.records.consumed.total",
                    "kafka.consumer.last.poll.seconds.ago",
                    "kafka.consumer.poll.idle.ratio.avg",
                    "kafka.consumer.time.between.poll.avg",
                    "kafka.consumer.time.between.poll.max",
                    "kafka.producer.buffer.available.bytes",
                    "kafka.producer.record.error.total",
                    "kafka.producer.record.queue.time.avg",
                    "kafka.producer.record.retry.total",
                    "kafka.producer.record.send.total",
                    "kafka.producer.request.latency.avg",
                    "kafka.producer.request.latency.max",
                    "kafka.producer.requests.in.flight",
                    "kafka.stream.alive.stream.threads",
                    "kafka.stream.client.state",
                    "kafka.stream.failed.stream.threads",
                    "kafka.stream.state.updater.active.restoring.tasks",
                    "kafka.stream.task.restore.remaining.records.total");

    /// A stage is asked by probes and scrapes alone; the rest nobody looks at.
    private static final List<String> DROPPED =
            List.of(
                    "cache.eviction.weight",
                    "disk.",
                    "executor",
                    "http.server.requests",
                    "jvm.classes",
                    "jvm.buffer.",
                    "jvm.compilation",
                    "jvm.memory.committed",
                    "jvm.threads.daemon",
                    "jvm.threads.peak",
                    "jvm.threads.started",
                    "spring.kafka.template",
                    "tasks.scheduled",
                    "tomcat.");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        boolean ofClients =
                name.startsWith("kafka.consumer.")
                        || name.startsWith("kafka.producer.")
                        || name.startsWith("kafka.admin.")
                        || name.startsWith("kafka.app.")
                        || name.startsWith("kafka.stream");
        boolean denied =
                ofClients ? !KAFKA.contains(name) : DROPPED.stream().anyMatch(name::startsWith);
        return denied ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
