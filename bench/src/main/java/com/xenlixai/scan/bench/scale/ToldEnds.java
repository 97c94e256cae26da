package com.xenlixai.scan.bench.scale;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// How many scans a stage has told the end of, each counted once, by the log of status events.
final class ToldEnds implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Stage stage;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EndCount count = new EndCount();
    private final Thread reading;

    ToldEnds(String bootstrapServers, Stage stage) {
        this.stage = stage;
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest");
        var bytes = new ByteArrayDeserializer();
        consumer = new KafkaConsumer<>(settings, bytes, bytes);
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.SCAN_STATUS.name()).stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .toList();
        consumer.assign(partitions);
        reading = Thread.ofPlatform().name("told-ends").start(this::read);
    }

    private void read() {
        Set<String> ended = new HashSet<>();
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(GLANCE)) {
                    StatusEvent event = EventCodec.decode(record.value(), StatusEvent.class);
                    if (event.getKind() == StatusKind.STAGE_FINISHED && event.getStage() == stage) {
                        ended.add(event.getScanId());
                    }
                }
                count.saw(ended.size());
            }
        } catch (WakeupException closed) {
            // It was closed.
        }
    }

    EndCount count() {
        return count;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reading.join();
    }
}
