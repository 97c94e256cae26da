package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.ScanPartitioner;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.MicrometerProducerListener;

/// Makes the Kafka clients of a stage, with the settings that its guarantees rest on.
final class Clients {

    private static final int MIB = 1024 * 1024;

    /// As large as the largest record that a topic takes.
    private static final int MOST_REQUEST = 8 * MIB;

    private final KafkaSettings settings;
    private final String name;
    private final @Nullable MeterRegistry registry;

    /// Clients that nobody measures.
    ///
    /// @param name begins every client id
    Clients(KafkaSettings settings, String name) {
        this(settings, name, null);
    }

    /// @param name begins every client id
    /// @param registry where members and producers report to
    Clients(KafkaSettings settings, String name, @Nullable MeterRegistry registry) {
        this.settings = settings;
        this.name = name;
        this.registry = registry;
    }

    /// A member of a group. Classic protocol: with the newer one a paused consumer burns a core
    /// (KAFKA-21084). Range assignment: the partitions of one number meet in one member for all
    /// topics, so that a site, or a content, has one owner for both lanes.
    Consumer<byte[], byte[]> member(String group, int mostRecords, boolean classic) {
        Map<String, Object> config = reader(mostRecords);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        if (classic) {
            config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
            config.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    RangeAssignor.class.getName());
            config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
            config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        } else {
            config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
            config.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        }
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        // A fetch that waits at the broker lacks the partitions resumed meanwhile: keep it short.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        DefaultKafkaConsumerFactory<byte[], byte[]> factory = consumers(config, group);
        if (registry != null) {
            factory.addListener(new MicrometerConsumerListener<>(registry));
        }
        return factory.createConsumer();
    }

    /// A reader of its own, that is told its partitions and commits nothing.
    Consumer<byte[], byte[]> reader(String purpose, int mostRecords) {
        return consumers(reader(mostRecords), name + "-" + purpose).createConsumer();
    }

    /// @param compression of the producer; a batch of one or two small events is not worth the 128
    ///     KB that a compressor takes for it, and pages come compressed
    Producer<byte[], byte[]> producer(String purpose, String compression) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, name + "-" + purpose);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ScanPartitioner.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_REQUEST);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        var factory =
                new DefaultKafkaProducerFactory<byte[], byte[]>(
                        config, new ByteArraySerializer(), new ByteArraySerializer());
        if (registry != null) {
            factory.addListener(new MicrometerProducerListener<>(registry));
        }
        return factory.createProducer();
    }

    Admin admin() {
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        name + "-admin",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000));
    }

    private Map<String, Object> reader(int mostRecords) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MIB);
        // What was fetched of one partition is handed out before the next one's turn comes: of a
        // batch's pages as few at once as keep people's scans from waiting behind them.
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MIB / 4);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        return config;
    }

    private static DefaultKafkaConsumerFactory<byte[], byte[]> consumers(
            Map<String, Object> config, String clientId) {
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        return new DefaultKafkaConsumerFactory<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
