package com.xenlixai.scan.gateway.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// What falls due when, in the order of time, so that finding what is due costs as much as is due
/// and not as much as there is. What falls due at about the same time is gathered and written as
/// one entry: under load that is one for hundreds of scans. What a crash loses of it is worked out
/// anew, as all of it, and so an entry is found in the life that wrote it or not at all. For one
/// thread.
final class DeadlineIndex {

    /// What is due.
    enum Kind {
        /// The scan may have waited in the queue for as long as it may.
        QUEUE,
        /// The scan has run for as long as it may.
        RUN,
        /// Events came for a scan that nobody has ordered: they are forgotten.
        FORGET,
        /// The finished job may leave the live view once it is durable.
        RETIRE,
        /// A batch's counts may be forgotten, unless it has gone on since.
        BATCH
    }

    /// One deadline.
    ///
    /// @param scanId or the batch that it is about
    record Due(long atMillis, Kind kind, String scanId) {}

    private record Slot(long atMillis, Kind kind) {}

    private static final Kind[] KINDS = Kind.values();
    private static final int GATHERED = 500;

    /// Deadlines come so much late at most, besides what it takes to look for them.
    private static final long SLOT_MILLIS = 250;

    private static final int KEY_LENGTH = Long.BYTES + 1 + Long.BYTES;
    private static final String BETWEEN = "\n";

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Slot, Set<String>> unwritten = new HashMap<>();
    private int gathered;
    private long written;

    DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /// Notes a deadline. It cannot be taken back: whoever finds it looks whether it still holds.
    void put(Due due) {
        if (unwritten.computeIfAbsent(slot(due), _ -> new LinkedHashSet<>()).add(due.scanId())) {
            gathered++;
        }
        if (gathered >= GATHERED) {
            flush();
        }
    }

    private static Slot slot(Due due) {
        // Times before 1970 would sort last as unsigned bytes.
        long at = Math.max(0, due.atMillis());
        return new Slot(Math.ceilDiv(at, SLOT_MILLIS) * SLOT_MILLIS, due.kind());
    }

    private void flush() {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(unwritten.size());
        unwritten.forEach(
                (slot, scanIds) ->
                        entries.add(
                                KeyValue.pair(
                                        key(slot),
                                        String.join(BETWEEN, scanIds)
                                                .getBytes(StandardCharsets.UTF_8))));
        if (!entries.isEmpty()) {
            store.putAll(entries);
        }
        unwritten.clear();
        gathered = 0;
    }

    /// Takes out what is due by then, earliest first.
    ///
    /// @param enough so that a great many at once do not hold up the events behind them; what is
    ///     written together is taken together, so there can be some hundreds more
    List<Due> take(long nowMillis, int enough) {
        flush();
        List<Due> due = new ArrayList<>();
        List<Bytes> taken = new ArrayList<>();
        Bytes from = Bytes.wrap(new byte[Long.BYTES]);
        Bytes to = Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(nowMillis + 1).array());
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, to)) {
            while (entries.hasNext() && due.size() < enough) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                taken.add(entry.key);
                Slot slot = slotOf(entry.key);
                for (String scanId :
                        new String(entry.value, StandardCharsets.UTF_8).split(BETWEEN)) {
                    due.add(new Due(slot.atMillis(), slot.kind(), scanId));
                }
            }
        }
        taken.forEach(this::remove);
        return due;
    }

    void clear() {
        unwritten.clear();
        gathered = 0;
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            entries.forEachRemaining(entry -> remove(entry.key));
        }
    }

    private void remove(Bytes key) {
        // Unlike the store's delete this does not read what it deletes.
        store.put(key, null);
    }

    private Bytes key(Slot slot) {
        return Bytes.wrap(
                ByteBuffer.allocate(KEY_LENGTH)
                        .putLong(slot.atMillis())
                        .put((byte) slot.kind().ordinal())
                        .putLong(written++)
                        .array());
    }

    private static Slot slotOf(Bytes key) {
        ByteBuffer buffer = ByteBuffer.wrap(key.get());
        return new Slot(buffer.getLong(), KINDS[buffer.get()]);
    }
}
