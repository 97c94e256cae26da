package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.witness.Sighting.JobTold;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.JobState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What the arbiter told in `scan-jobs`, read committed.
final class JobTopic {

    private static final Duration POLL = Duration.ofSeconds(1);

    private JobTopic() {}

    /// Where each partition ends now.
    static Map<TopicPartition, Long> ends(String bootstrapServers) {
        try (var consumer = consumer(bootstrapServers)) {
            return Map.copyOf(consumer.endOffsets(partitions(consumer)));
        }
    }

    /// Everything from these offsets on.
    static List<JobTold> dump(String bootstrapServers, Map<TopicPartition, Long> begin) {
        List<JobTold> told = new ArrayList<>();
        try (var consumer = consumer(bootstrapServers)) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(begin.keySet());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> add(told, record));
            }
        }
        return told;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.SCAN_JOBS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static void add(List<JobTold> told, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        JobState state = EventCodec.decode(record.value(), JobState.class);
        told.add(
                new JobTold(
                        record.partition(),
                        record.offset(),
                        new String(record.key(), StandardCharsets.UTF_8),
                        state.getStatus().name(),
                        state.getVersion()));
    }
}
