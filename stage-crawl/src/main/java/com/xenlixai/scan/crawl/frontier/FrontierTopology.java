package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The frontier as a topology: three topics, two stores, one processor.
final class FrontierTopology {

    private static final String FRONTIER = "frontier";
    private static final Map<String, String> CHANGELOG =
            Map.of(
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                    "0.2",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(8 << 20));

    private FrontierTopology() {}

    /// Kafka Streams takes the record with the least time stamp next: what one person waits for, and
    /// what frees a host, is not to stand behind a million batch requests that came before.
    static final class First implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return record.topic().equals(Topics.SCAN_CRAWL_BATCH.name())
                    ? Math.max(2, record.timestamp())
                    : 1;
        }
    }

    /// When a record was written, by its headers.
    static long timestampOf(Headers headers, long otherwise) {
        try {
            return EventHeaders.get(headers, EventHeaders.TIME)
                    .map(time -> Instant.parse(time).toEpochMilli())
                    .orElse(otherwise);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    /// @param stores makes a store of that name
    static Topology of(FrontierParts parts, Function<String, KeyValueBytesStoreSupplier> stores) {
        var bytes = new ByteArrayDeserializer();
        var topology = new Topology();
        String[] sources = {"feedback", "interactive", "batch"};
        String[] topics = {
            Topics.SCAN_CRAWL_FEEDBACK.name(),
            Topics.SCAN_CRAWL_INTERACTIVE.name(),
            Topics.SCAN_CRAWL_BATCH.name()
        };
        for (int i = 0; i < sources.length; i++) {
            topology.addSource(
                    AutoOffsetReset.earliest(), sources[i], new First(), bytes, bytes, topics[i]);
        }
        topology.addProcessor(FRONTIER, () -> new FrontierProcessor(parts), sources);
        topology.addStateStore(store(stores.apply(FrontierProcessor.QUEUE)), FRONTIER);
        topology.addStateStore(store(stores.apply(FrontierProcessor.HOSTS)), FRONTIER);
        OriginTopic.addTo(topology, stores.apply(OriginTopic.STORE));
        return topology;
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(
            KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
    }
}
