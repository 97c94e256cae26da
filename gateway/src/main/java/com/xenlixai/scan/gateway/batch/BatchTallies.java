package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.gateway.job.TopologyPart;
import com.xenlixai.scan.gateway.job.Waiters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
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
/// replaces what was told of the same part before, so repeats and crashes change nothing. One thread
/// writes, any thread reads.
final class BatchTallies implements TopologyPart {

    private static final Logger LOG = LoggerFactory.getLogger(BatchTallies.class);
    private static final String STORE = "batch-counts";

    private final ConcurrentMap<String, BatchTally> tallies = new ConcurrentHashMap<>();
    private final Waiters<String> waiters;
    private final Clock clock;

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
        BatchTally tally = tallies.get(batchId);
        return tally == null ? BatchTally.NONE : tally.counts(clock.instant());
    }

    /// Batches that have jobs which have not ended.
    Set<String> unfinished() {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().counts(clock.instant()).live() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// A part of a batch stands like that.
    void learn(BatchCounts part, Instant now) {
        if (tallies.computeIfAbsent(part.getBatchId(), _ -> new BatchTally()).put(part, now)) {
            waiters.changed(part.getBatchId(), part.getBatchId());
        }
    }

    private void forget(String key) {
        int end = key.lastIndexOf('#');
        String batchId = key.substring(0, end);
        int part = Integer.parseInt(key.substring(end + 1));
        tallies.computeIfPresent(batchId, (_, tally) -> tally.remove(part) ? null : tally);
    }

    private final class Writer implements Processor<byte[], byte[], Void, Void> {

        private @Nullable KeyValueStore<Bytes, byte[]> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            KeyValueStore<Bytes, byte[]> opened = context.getStateStore(STORE);
            store = opened;
            try (KeyValueIterator<Bytes, byte[]> all = opened.all()) {
                // Nobody knows when these jobs ended, so they add nothing to the rate.
                all.forEachRemaining(
                        entry ->
                                learn(
                                        EventCodec.decode(entry.value, BatchCounts.class),
                                        Instant.EPOCH));
            }
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (record.key() == null || store == null) {
                return;
            }
            if (record.value() == null) {
                store.delete(Bytes.wrap(record.key()));
                forget(new String(record.key(), StandardCharsets.US_ASCII));
                return;
            }
            try {
                BatchCounts part = EventCodec.decode(record.value(), BatchCounts.class);
                store.put(Bytes.wrap(record.key()), record.value());
                learn(part, clock.instant());
            } catch (UndecodableEventException e) {
                LOG.warn("the counts of a batch cannot be read: {}", e.getMessage());
            }
        }
    }
}
