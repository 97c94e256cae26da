package com.xenlixai.scan.local.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the end of a topic without a consumer group, so it disturbs nobody's offsets.
public final class TopicTail {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private final String bootstrapServers;

    public TopicTail(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /// Hands over the newest records in the order of their time, as lines.
    ///
    /// @param newest how many in all; negative for all there are
    /// @param follow whether to go on with what is written from now on, until interrupted
    public void read(String topic, int newest, boolean follow, Consumer<String> lines) {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings())) {
            List<TopicPartition> partitions = partitionsOf(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions, ANSWER_WITHIN);
            List<ConsumerRecord<byte[], byte[]>> found = newest(newest, begin, end, consumer);
            found.stream().map(EventJson::line).forEach(lines);
            while (follow && !Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL).forEach(record -> lines.accept(EventJson.line(record)));
            }
        }
    }

    /// Offsets are no count of records: transactions and compaction leave gaps. So it looks further
    /// back until there are enough.
    private static List<ConsumerRecord<byte[], byte[]>> newest(
            int newest,
            Map<TopicPartition, Long> begin,
            Map<TopicPartition, Long> end,
            KafkaConsumer<byte[], byte[]> consumer) {
        long back = newest < 0 ? Long.MAX_VALUE : newest + 1L;
        while (true) {
            boolean all = true;
            for (TopicPartition partition : end.keySet()) {
                long first = begin.getOrDefault(partition, 0L);
                long from = Math.max(first, end.getOrDefault(partition, 0L) - back);
                all &= from == first;
                consumer.seek(partition, from);
            }
            List<ConsumerRecord<byte[], byte[]>> found = upTo(end, consumer);
            if (all || found.size() >= newest) {
                int most = newest < 0 ? found.size() : newest;
                return found.subList(Math.max(0, found.size() - most), found.size());
            }
            back *= 8;
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> upTo(
            Map<TopicPartition, Long> end, KafkaConsumer<byte[], byte[]> consumer) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Map<TopicPartition, Long> open = new HashMap<>(end);
        open.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        while (!open.isEmpty()) {
            consumer.poll(POLL).forEach(found::add);
            // The position also passes transaction markers, which are no records.
            open.entrySet()
                    .removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        }
        found.sort(
                Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                        .thenComparingInt(ConsumerRecord::partition)
                        .thenComparingLong(ConsumerRecord::offset));
        return found;
    }

    private static List<TopicPartition> partitionsOf(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic, ANSWER_WITHIN).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
    }
}
