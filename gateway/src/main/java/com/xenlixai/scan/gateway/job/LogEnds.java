package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Asks the broker how far the topics of the views go: what was committed, no more. Used by one
/// thread.
final class LogEnds implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final List<TopicSpec> topics;
    private @Nullable Consumer<byte[], byte[]> consumer;
    private List<TopicPartition> partitions = List.of();

    /// @param consumers makes one that reads what is committed and belongs to no group
    LogEnds(Supplier<Consumer<byte[], byte[]>> consumers, List<TopicSpec> topics) {
        this.consumers = consumers;
        this.topics = List.copyOf(topics);
    }

    /// Where each partition ends.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the broker does not say in time
    Map<TopicPartition, Long> now() {
        Consumer<byte[], byte[]> asked = consumer == null ? consumers.get() : consumer;
        consumer = asked;
        if (partitions.isEmpty()) {
            List<TopicPartition> found = new ArrayList<>();
            for (TopicSpec topic : topics) {
                for (PartitionInfo partition : asked.partitionsFor(topic.name(), PATIENCE)) {
                    found.add(new TopicPartition(partition.topic(), partition.partition()));
                }
            }
            partitions = List.copyOf(found);
            // Nothing is ever read, but the consumer warns of ends of what is not its own.
            asked.assign(partitions);
        }
        return asked.endOffsets(partitions, PATIENCE);
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
