package com.xenlixai.scan.gateway.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/// Kafka Streams' clients, of which the one that feeds the views tells how far it is. Positions and
/// not records' offsets, since a transaction's end takes an offset too and is no record.
final class WatchedClients extends DefaultKafkaClientSupplier {

    private final Applied applied;

    WatchedClients(Applied applied) {
        this.applied = applied;
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return new Watched(settings, applied);
    }

    private static final class Watched extends KafkaConsumer<byte[], byte[]> {

        private final Applied applied;

        Watched(Map<String, Object> settings, Applied applied) {
            super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.applied = applied;
        }

        /// Kafka Streams asks for more only when what it was given before is in the views.
        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            applied.upTo(positions());
            return super.poll(timeout);
        }

        private Map<TopicPartition, Long> positions() {
            Map<TopicPartition, Long> positions = new HashMap<>();
            for (TopicPartition partition : assignment()) {
                try {
                    positions.put(partition, position(partition, Duration.ZERO));
                } catch (TimeoutException e) {
                    // The broker is away, and with it whatever this partition could have gained.
                    continue;
                }
            }
            return positions;
        }
    }
}
