package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.gateway.job.JobMachine;
import com.xenlixai.scan.gateway.job.TopologyPart;
import com.xenlixai.scan.gateway.job.Waiters;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Each batch's counts, as the arbiter tells them in `scan-batch-counts`, part by part. What is told
/// replaces what was told of the same part before, so repeats and crashes change nothing. Batches
/// that go on, or ended half a minute ago, are kept in memory; the others are read from the store,
/// of which there may be as many as retention lets there be. One thread writes, any thread reads.
final class BatchTallies implements TopologyPart {

    private static final Logger LOG = LoggerFactory.getLogger(BatchTallies.class);
    private static final String STORE = "batch-counts";

    /// Between the batch and the number of the part in a record's key.
    private static final char PART = '#';

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ConcurrentMap<String, BatchTally> tallies = new ConcurrentHashMap<>();
    private final Waiters<String> waiters;
    private final Clock clock;
    private volatile @Nullable KeyValueStore<Bytes, byte[]> store;

    BatchTallies(Waiters<String> waiters, Clock clock) {
        this.waiters = waiters;
        this.clock = clock;
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
                "batch-counts-source",
                bytes,
                bytes,
                Topics.SCAN_BATCH_COUNTS.name(),
                "batch-counts-processor",
                Writer::new);
    }

    /// The counts of the batch; all zero for one without jobs.
    BatchTally.Counts counts(String batchId) {
        BatchTally kept = tallies.get(batchId);
        return (kept == null ? stored(batchId) : kept).counts(clock.instant());
    }

    /// Batches that have jobs which have not ended.
    Set<String> unfinished() {
        return tallies.entrySet().stream()
                .filter(entry -> !entry.getValue().isOver())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// How many batches are kept in memory.
    int kept() {
        return tallies.size();
    }

    /// What the store knows of the batch.
    private BatchTally stored(String batchId) {
        var tally = new BatchTally();
        KeyValueStore<Bytes, byte[]> opened = store;
        if (opened == null) {
            return tally;
        }
        String first = batchId + PART;
        try (KeyValueIterator<Bytes, byte[]> parts =
                opened.range(key(first), key(first + Character.MAX_VALUE))) {
            // Nobody knows when these jobs ended, so they add nothing to the rate.
            parts.forEachRemaining(
                    entry ->
                            tally.put(
                                    EventCodec.decode(entry.value, BatchCounts.class),
                                    Instant.EPOCH));
            return tally;
        } catch (InvalidStateStoreException e) {
            throw ProblemException.unavailable("The state of batches is being moved.", RETRY_AFTER);
        }
    }

    private static Bytes key(String recordKey) {
        return Bytes.wrap(recordKey.getBytes(StandardCharsets.UTF_8));
    }

    private final class Writer implements Processor<byte[], byte[], Void, Void> {

        private final SequencedMap<String, Instant> over = new LinkedHashMap<>();

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            KeyValueStore<Bytes, byte[]> opened = context.getStateStore(STORE);
            store = opened;
            Set<String> known = new HashSet<>();
            try (KeyValueIterator<Bytes, byte[]> all = opened.all()) {
                all.forEachRemaining(
                        entry -> {
                            BatchCounts part = EventCodec.decode(entry.value, BatchCounts.class);
                            if (!JobMachine.haveEnded(part)) {
                                known.add(part.getBatchId());
                            }
                        });
            }
            tallies.keySet().retainAll(known);
            known.forEach(batchId -> tallies.put(batchId, stored(batchId)));
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            KeyValueStore<Bytes, byte[]> opened = store;
            if (record.key() == null || opened == null) {
                return;
            }
            if (record.value() == null) {
                opened.delete(Bytes.wrap(record.key()));
                forget(new String(record.key(), StandardCharsets.UTF_8));
                return;
            }
            try {
                BatchCounts part = EventCodec.decode(record.value(), BatchCounts.class);
                learn(part, () -> opened.put(Bytes.wrap(record.key()), record.value()));
            } catch (UndecodableEventException e) {
                LOG.warn("the counts of a batch cannot be read: {}", e.getMessage());
            }
        }

        private void learn(BatchCounts part, Runnable keep) {
            Instant now = clock.instant();
            String batchId = part.getBatchId();
            BatchTally tally = tallies.computeIfAbsent(batchId, BatchTallies.this::stored);
            if (tally.put(part, now)) {
                keep.run();
                waiters.changed(batchId, batchId);
            }
            if (tally.isOver()) {
                over.putLast(batchId, now);
            }
            letGo(now);
        }

        /// Those that have been over for so long that nothing of them changes any more.
        private void letGo(Instant now) {
            Map.Entry<String, Instant> oldest = over.firstEntry();
            while (oldest != null && oldest.getValue().isBefore(now.minus(BatchTally.WINDOW))) {
                over.pollFirstEntry();
                tallies.computeIfPresent(
                        oldest.getKey(), (_, tally) -> tally.isOver() ? null : tally);
                oldest = over.firstEntry();
            }
        }

        private void forget(String recordKey) {
            int end = recordKey.lastIndexOf(PART);
            int part = Integer.parseInt(recordKey.substring(end + 1));
            tallies.computeIfPresent(
                    recordKey.substring(0, end), (_, tally) -> tally.remove(part) ? null : tally);
        }
    }
}
