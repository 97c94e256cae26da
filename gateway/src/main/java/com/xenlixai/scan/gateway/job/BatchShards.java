package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The shards of batches that belong to one partition of `scan-status`: what the batches' jobs in
/// this very task add up to. A job counts as what the job store says it is, and both stores change
/// in one transaction, so repeats and crashes change nothing. A job that has left the live state
/// leaves one bit here, and so is never counted twice when its line comes again. For one thread.
final class BatchShards {

    private static final byte COUNTS = 'c';
    private static final byte LEFT = 'l';
    private static final int BITS = 4_096;

    private final KeyValueStore<Bytes, byte[]> store;
    private final int part;
    private final Map<String, BatchShard> touched = new HashMap<>();
    private final Set<String> untold = new LinkedHashSet<>();

    BatchShards(KeyValueStore<Bytes, byte[]> store, int part) {
        this.store = store;
        this.part = part;
        // A crash forgets which counts were not told yet, and the store does not.
        each(
                shard -> {
                    if (!shard.isTold()) {
                        untold.add(shard.batchId());
                    }
                });
    }

    /// The counts of all batches, told or not.
    List<BatchCounts> counts() {
        List<BatchCounts> all = new ArrayList<>();
        each(shard -> all.add(shard.counts(part)));
        return all;
    }

    private void each(Consumer<BatchShard> action) {
        try (KeyValueIterator<Bytes, byte[]> all = store.range(first(COUNTS), first(COUNTS + 1))) {
            all.forEachRemaining(entry -> action.accept(BatchShard.decode(entry.value)));
        }
    }

    /// True when that event is of a job of a batch that has left the live state.
    boolean hasLeft(StatusEvent event) {
        String batchId = event.getBatchId();
        return batchId != null
                && event.getBatchIndex() >= 0
                && bit(store.get(left(batchId, event.getBatchIndex())), event.getBatchIndex());
    }

    /// A job has changed.
    void moved(JobState before, JobState after) {
        ScanOrder order = after.getOrder();
        String batchId = order == null ? null : order.getBatchId();
        boolean isNew = before.getOrder() == null;
        if (batchId == null || !isNew && before.getStatus() == after.getStatus()) {
            return;
        }
        BatchShard shard = shard(batchId);
        shard.move(isNew ? null : before.getStatus(), after);
        store.put(counts(batchId), shard.encode());
        untold.add(batchId);
    }

    /// A job leaves the live state.
    void leaves(JobState job) {
        ScanOrder order = job.getOrder();
        if (order == null || order.getBatchId() == null) {
            return;
        }
        Bytes key = left(order.getBatchId(), order.getBatchIndex());
        byte[] stored = store.get(key);
        byte[] bits = stored == null ? new byte[BITS / Byte.SIZE] : stored.clone();
        int bit = order.getBatchIndex() % BITS;
        bits[bit / Byte.SIZE] |= (byte) (1 << bit % Byte.SIZE);
        store.put(key, bits);
    }

    /// The counts that have changed since they were told; from now on they count as told.
    List<BatchCounts> tell() {
        List<BatchCounts> counts = new ArrayList<>();
        for (String batchId : untold) {
            BatchShard shard = shard(batchId);
            shard.told();
            store.put(counts(batchId), shard.encode());
            counts.add(shard.counts(part));
            if (shard.live() == 0) {
                touched.remove(batchId);
            }
        }
        untold.clear();
        return counts;
    }

    /// Forgets a batch that has been over for so long.
    ///
    /// @return the key under which it was told; empty when it is not that old
    Optional<String> forget(String batchId, Duration age, Instant now) {
        byte[] stored = store.get(counts(batchId));
        if (stored == null) {
            return Optional.empty();
        }
        BatchShard shard = BatchShard.decode(stored);
        if (shard.live() > 0 || shard.lastEnd().plus(age).isAfter(now)) {
            return Optional.empty();
        }
        store.delete(counts(batchId));
        touched.remove(batchId);
        untold.remove(batchId);
        List<Bytes> bits = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                store.range(left(batchId, 0), left(batchId, Integer.MAX_VALUE))) {
            all.forEachRemaining(entry -> bits.add(entry.key));
        }
        bits.forEach(store::delete);
        return Optional.of(recordKey(batchId, part));
    }

    /// The key of a part's record in `scan-batch-counts`.
    static String recordKey(String batchId, int part) {
        return batchId + "#" + part;
    }

    private BatchShard shard(String batchId) {
        return touched.computeIfAbsent(
                batchId,
                id -> {
                    byte[] stored = store.get(counts(id));
                    return stored == null ? new BatchShard(id) : BatchShard.decode(stored);
                });
    }

    private static boolean bit(byte @Nullable [] bits, int index) {
        int bit = index % BITS;
        return bits != null && (bits[bit / Byte.SIZE] >> bit % Byte.SIZE & 1) == 1;
    }

    private static Bytes first(int kind) {
        return Bytes.wrap(new byte[] {(byte) kind});
    }

    private static Bytes counts(String batchId) {
        byte[] id = batchId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(COUNTS).put(id).array());
    }

    private static Bytes left(String batchId, int index) {
        byte[] id = batchId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(2 + id.length + Integer.BYTES)
                        .put(LEFT)
                        .put(id)
                        .put((byte) 0)
                        .putInt(index / BITS)
                        .array());
    }
}
