package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.runtime.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// The settings of Kafka Streams that the frontier's promises rest on.
final class FrontierStreams {

    /// The consumer group too: lag is shown under the stage's name.
    static final String APPLICATION = "stage-crawl";

    /// Nobody waits for a changelog's records, and each request that is not made costs the broker
    /// nothing.
    private static final int LINGER_MILLIS = 10;

    private static final int FETCHED_IN_A_ROW = 8 << 10;
    private static final int RECORDS_IN_A_ROW = 100;
    private static final int COMMIT_MILLIS = 500;
    private static final int MOST_REQUEST = 8 << 20;

    private FrontierStreams() {}

    static Map<String, Object> properties(
            FrontierSettings settings, KafkaSettings kafka, String owner) {
        Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        // Otherwise a random name, that is, new series after every loss of the state directory.
        all.put(StreamsConfig.CLIENT_ID_CONFIG, APPLICATION);
        // Nobody connects to it: it tells the others that this process is one of them.
        all.put(StreamsConfig.APPLICATION_SERVER_CONFIG, owner + ":1");
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replicationFactor());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        // What is taken in twice after a crash is noticed, so there is no hurry.
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        // Punctuations come between polls, so this bounds how late a due host is seen.
        all.put(StreamsConfig.POLL_MS_CONFIG, (int) settings.tick().toMillis());
        // What has come is worked on, whatever the other topics do.
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
        all.put(StoreMemory.BYTES, settings.memory().toBytes());
        // What was fetched of one partition is handed out before the next one's turn comes: of a
        // batch's backlog as little at once as keeps people's scans from waiting behind it.
        all.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                FETCHED_IN_A_ROW);
        all.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                RECORDS_IN_A_ROW);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        // A batch holds what changed within milliseconds: less than a compressor takes for itself.
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MOST_REQUEST);
        return all;
    }
}
