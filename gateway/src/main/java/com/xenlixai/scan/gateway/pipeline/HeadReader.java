package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads the first unfinished record of every partition that is behind: its time is the exact age
/// of the oldest waiting work, and its subject tells whose it is.
final class HeadReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration patience;

    /// @param consumer in no group, reading committed records only
    HeadReader(Consumer<byte[], byte[]> consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
    }

    /// The same lags with what is at their heads, as far as it could be read in time.
    List<PartitionLag> fill(List<PartitionLag> lags) {
        Map<TopicPartition, PartitionLag> behind = new HashMap<>();
        for (PartitionLag lag : lags) {
            if (lag.lag() > 0) {
                behind.put(partition(lag), lag);
            }
        }
        if (behind.isEmpty()) {
            return lags;
        }
        Map<TopicPartition, Head> found = new HashMap<>();
        Set<TopicPartition> drained = new HashSet<>();
        read(behind, found, drained);
        List<PartitionLag> filled = new ArrayList<>();
        for (PartitionLag lag : lags) {
            TopicPartition partition = partition(lag);
            filled.add(
                    behind.containsKey(partition)
                            ? lag.with(found.get(partition), drained.contains(partition))
                            : lag);
        }
        return filled;
    }

    private void read(
            Map<TopicPartition, PartitionLag> behind,
            Map<TopicPartition, Head> found,
            Set<TopicPartition> drained) {
        consumer.assign(behind.keySet());
        consumer.resume(behind.keySet());
        behind.forEach(
                (partition, lag) ->
                        consumer.seek(partition, Math.max(lag.committed(), lag.earliest())));
        Set<TopicPartition> open = new HashSet<>(behind.keySet());
        long deadline = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                var partition = new TopicPartition(record.topic(), record.partition());
                found.putIfAbsent(partition, head(record));
            }
            for (TopicPartition partition : List.copyOf(open)) {
                PartitionLag lag = behind.get(partition);
                if (found.containsKey(partition)) {
                    open.remove(partition);
                } else if (lag != null && consumer.position(partition, patience) >= lag.end()) {
                    // Nothing but markers of transactions lies there.
                    drained.add(partition);
                    open.remove(partition);
                }
            }
            consumer.pause(behind.keySet().stream().filter(one -> !open.contains(one)).toList());
        }
        consumer.unsubscribe();
    }

    private static Head head(ConsumerRecord<byte[], byte[]> record) {
        String scanId =
                EventHeaders.get(record.headers(), EventHeaders.SUBJECT)
                        .orElseGet(
                                () ->
                                        record.key() == null
                                                ? null
                                                : new String(record.key(), StandardCharsets.UTF_8));
        return new Head(Instant.ofEpochMilli(record.timestamp()), scanId);
    }

    private static TopicPartition partition(PartitionLag lag) {
        return new TopicPartition(lag.consumed().topic(), lag.partition());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
