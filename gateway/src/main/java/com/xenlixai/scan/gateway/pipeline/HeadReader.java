package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.gateway.broker.FirstRecords;
import com.xenlixai.scan.gateway.broker.FirstRecords.Stretch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads the first unfinished record of every partition that is behind: its time is the exact age
/// of the oldest waiting work, and its subject tells whose it is.
final class HeadReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final Duration patience;

    /// @param consumer in no group, reading committed records only
    HeadReader(Consumer<byte[], byte[]> consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
    }

    /// The same lags with what is at their heads, as far as it could be read in time.
    List<PartitionLag> fill(List<PartitionLag> lags) {
        Map<TopicPartition, Stretch> behind = new HashMap<>();
        for (PartitionLag lag : lags) {
            if (lag.lag() > 0) {
                long from = Math.max(lag.committed(), lag.earliest());
                behind.put(partition(lag), new Stretch(from, lag.end()));
            }
        }
        if (behind.isEmpty()) {
            return lags;
        }
        FirstRecords first = FirstRecords.read(consumer, behind, patience);
        List<PartitionLag> filled = new ArrayList<>();
        for (PartitionLag lag : lags) {
            TopicPartition partition = partition(lag);
            ConsumerRecord<byte[], byte[]> record = first.found().get(partition);
            filled.add(
                    behind.containsKey(partition)
                            ? lag.with(
                                    record == null ? null : head(record),
                                    first.empty().contains(partition))
                            : lag);
        }
        return filled;
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
