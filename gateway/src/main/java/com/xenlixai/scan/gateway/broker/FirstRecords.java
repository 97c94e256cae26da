package com.xenlixai.scan.gateway.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The first committed record in each of several stretches of the log.
///
/// @param found by partition, where there is one
/// @param empty partitions whose stretch holds nothing but markers of transactions
public record FirstRecords(
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found, Set<TopicPartition> empty) {

    private static final Duration POLL = Duration.ofMillis(200);

    public FirstRecords {
        found = Map.copyOf(found);
        empty = Set.copyOf(empty);
    }

    /// Offsets of one partition.
    ///
    /// @param from the first one
    /// @param to the one after the last
    public record Stretch(long from, long to) {}

    /// Reads until something is known of each stretch, or until the patience is over: of those that
    /// are missing in the result nothing is known.
    ///
    /// @param consumer in no group, reading committed records only; has no partitions afterwards
    public static FirstRecords read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Stretch> stretches,
            Duration patience) {
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        Set<TopicPartition> empty = new HashSet<>();
        Set<TopicPartition> open = new HashSet<>(stretches.keySet());
        consumer.assign(open);
        consumer.resume(open);
        stretches.forEach((partition, stretch) -> consumer.seek(partition, stretch.from()));
        long deadline = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                found.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record);
            }
            stretches.forEach(
                    (partition, stretch) -> {
                        if (found.containsKey(partition)) {
                            open.remove(partition);
                        } else if (open.contains(partition)
                                && consumer.position(partition, patience) >= stretch.to()) {
                            empty.add(partition);
                            open.remove(partition);
                        }
                    });
            consumer.pause(stretches.keySet().stream().filter(one -> !open.contains(one)).toList());
        }
        consumer.unsubscribe();
        return new FirstRecords(found, empty);
    }
}
