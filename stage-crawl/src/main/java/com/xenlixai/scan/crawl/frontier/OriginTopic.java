package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.crawl.robots.SharedFacts;
import com.xenlixai.scan.runtime.StageRuns;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// What is known of origins, in `scan-origins` and on the disk of each instance: robots.txt is
/// fetched once a day however many instances there are, and not again after a restart. Thread-safe.
public final class OriginTopic implements SharedFacts {

    static final String STORE = "frontier-origins";

    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable StageRuns<CrawlRequest> runs;

    void attach(KafkaStreams streams, StageRuns<CrawlRequest> runs) {
        this.streams = streams;
        this.runs = runs;
    }

    void detach() {
        streams = null;
        runs = null;
    }

    @Override
    public Optional<OriginFacts> of(String origin) {
        KafkaStreams now = streams;
        if (now == null) {
            return Optional.empty();
        }
        try {
            ReadOnlyKeyValueStore<String, byte[]> store =
                    now.store(
                            StoreQueryParameters.fromNameAndType(
                                    STORE, QueryableStoreTypes.keyValueStore()));
            return Optional.ofNullable(store.get(origin))
                    .map(facts -> EventCodec.decode(facts, OriginFacts.class));
        } catch (InvalidStateStoreException | IllegalStateException | UndecodableEventException e) {
            // Not there yet, or not any more: it is fetched as if nobody had.
            return Optional.empty();
        }
    }

    @Override
    public void tell(OriginFacts facts) throws InterruptedException {
        StageRuns<CrawlRequest> now = runs;
        if (now == null) {
            return;
        }
        Headers headers = new RecordHeaders();
        EventHeaders.write(
                headers,
                facts,
                EventIds.of(facts.getOrigin(), "facts", facts.getFetchedAt().toString()),
                "/stage/crawl",
                facts.getOrigin(),
                facts.getFetchedAt());
        now.write(
                new ProducerRecord<>(
                        Topics.SCAN_ORIGINS.name(),
                        null,
                        null,
                        facts.getOrigin().getBytes(StandardCharsets.UTF_8),
                        EventCodec.encode(facts),
                        headers));
    }

    /// Adds the topic to the frontier's topology, as a table that each instance has whole.
    static void addTo(Topology topology, KeyValueBytesStoreSupplier supplier) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled()
                        .withCachingDisabled(),
                "origins",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.SCAN_ORIGINS.name(),
                "origins-table",
                Table::new);
    }

    private static final class Table extends ContextualProcessor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            if (record.key() != null) {
                KeyValueStore<String, byte[]> store = context().getStateStore(STORE);
                store.put(new String(record.key(), StandardCharsets.UTF_8), record.value());
            }
        }
    }
}
