package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.gateway.job.TopologyPart;
import com.xenlixai.scan.gateway.job.Waiters;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All batches as `scan-batches` has them, on this gateway's own disk. What is sealed or cancelled
/// stays so. One thread writes, any thread reads.
public final class BatchView implements TopologyPart {

    /// Marks the key of a cancellation.
    static final String CANCEL = "#cancel";

    private static final Logger LOG = LoggerFactory.getLogger(BatchView.class);
    private static final String STORE = "batches";

    private final Waiters<String> waiters;
    private volatile @Nullable KeyValueStore<Bytes, byte[]> store;

    BatchView(Waiters<String> waiters) {
        this.waiters = waiters;
    }

    @Override
    public void addTo(Topology topology) {
        var bytes = new ByteArrayDeserializer();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE),
                                Serdes.Bytes(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                "batches-source",
                bytes,
                bytes,
                Topics.SCAN_BATCHES.name(),
                "batches-processor",
                Writer::new);
    }

    /// The batch, if this gateway has heard of it.
    ///
    /// @throws ProblemException 503 while the view is being opened or closed
    public Optional<BatchState> find(String batchId) {
        try {
            return read(batchId)
                    .map(
                            batch ->
                                    read(batchId + CANCEL).isPresent()
                                            ? BatchState.newBuilder(batch)
                                                    .setCancelled(true)
                                                    .build()
                                            : batch);
        } catch (InvalidStateStoreException e) {
            throw moving();
        }
    }

    /// The ids of a tenant's batches that were submitted up to that time. Looks at all batches.
    ///
    /// @throws ProblemException 503 while the view is being opened or closed
    List<String> submittedUntil(String tenant, Instant time) {
        KeyValueStore<Bytes, byte[]> opened = store;
        if (opened == null) {
            throw moving();
        }
        List<String> found = new ArrayList<>();
        try (var entries = opened.all()) {
            entries.forEachRemaining(
                    entry -> {
                        BatchState batch = EventCodec.decode(entry.value, BatchState.class);
                        if (batch.getTenant().equals(tenant)
                                && !batch.getSubmittedAt().isAfter(time)) {
                            found.add(batch.getBatchId());
                        }
                    });
            return found.stream().distinct().toList();
        } catch (InvalidStateStoreException e) {
            throw moving();
        }
    }

    private Optional<BatchState> read(String key) {
        KeyValueStore<Bytes, byte[]> opened = store;
        if (opened == null) {
            throw moving();
        }
        return Optional.ofNullable(opened.get(key(key)))
                .map(bytes -> EventCodec.decode(bytes, BatchState.class));
    }

    private static Bytes key(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.US_ASCII));
    }

    private static ProblemException moving() {
        return ProblemException.unavailable(
                "The state of batches is being moved.", Duration.ofSeconds(1));
    }

    private final class Writer implements Processor<byte[], byte[], Void, Void> {

        private @Nullable KeyValueStore<Bytes, byte[]> writable;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            KeyValueStore<Bytes, byte[]> opened = context.getStateStore(STORE);
            writable = opened;
            store = opened;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (record.key() == null || writable == null) {
                return;
            }
            String key = new String(record.key(), StandardCharsets.US_ASCII);
            if (record.value() == null) {
                writable.delete(key(key));
                return;
            }
            try {
                BatchState batch = EventCodec.decode(record.value(), BatchState.class);
                Optional<BatchState> known = read(key);
                if (known.isEmpty() || !known.get().getSealed() || batch.getSealed()) {
                    writable.put(key(key), record.value());
                }
                waiters.changed(batch.getBatchId(), batch.getBatchId());
            } catch (UndecodableEventException e) {
                LOG.warn("batch {} cannot be read: {}", key, e.getMessage());
            }
        }
    }
}
