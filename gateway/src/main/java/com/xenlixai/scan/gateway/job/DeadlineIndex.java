package com.xenlixai.scan.gateway.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// What falls due when, in the order of time: its key is the time, then the kind, then the scanId,
/// so that finding what is due costs as much as is due and not as much as there is. Entries are
/// gathered and written many at a time; what a crash loses of them is worked out anew, as all of it.
final class DeadlineIndex {

    /// What is due.
    enum Kind {
        /// The scan has waited in the queue for as long as it may.
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

    /// One entry.
    ///
    /// @param scanId or the batch that it is about
    record Due(long atMillis, Kind kind, String scanId) {}

    private static final byte[] NOTHING = new byte[0];
    private static final Kind[] KINDS = Kind.values();
    private static final int WRITTEN_AT_ONCE = 500;

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Bytes, KeyValue<Bytes, byte[]>> unwritten = new HashMap<>();

    DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    void put(Due due) {
        write(KeyValue.pair(key(due), NOTHING));
    }

    void remove(Due due) {
        write(KeyValue.pair(key(due), null));
    }

    /// To write null deletes, and unlike the store's delete it does not read what it deletes.
    private void write(KeyValue<Bytes, byte[]> entry) {
        unwritten.put(entry.key, entry);
        if (unwritten.size() >= WRITTEN_AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        if (unwritten.isEmpty()) {
            return;
        }
        store.putAll(List.copyOf(unwritten.values()));
        unwritten.clear();
    }

    /// What is due by then, earliest first.
    ///
    /// @param most so that a great many at once do not hold up the events behind them
    List<Due> dueBy(long nowMillis, int most) {
        flush();
        List<Due> due = new ArrayList<>();
        Bytes from = Bytes.wrap(new byte[Long.BYTES]);
        Bytes to = Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(nowMillis + 1).array());
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, to)) {
            while (entries.hasNext() && due.size() < most) {
                due.add(parse(entries.next().key.get()));
            }
        }
        return due;
    }

    void clear() {
        unwritten.clear();
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            entries.forEachRemaining(entry -> write(KeyValue.pair(entry.key, null)));
        }
    }

    private static Bytes key(Due due) {
        byte[] id = due.scanId().getBytes(StandardCharsets.UTF_8);
        // Times before 1970 would sort last as unsigned bytes.
        long at = Math.max(0, due.atMillis());
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + 1 + id.length)
                        .putLong(at)
                        .put((byte) due.kind().ordinal())
                        .put(id)
                        .array());
    }

    private static Due parse(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        long at = buffer.getLong();
        Kind kind = KINDS[buffer.get()];
        return new Due(
                at,
                kind,
                new String(key, buffer.position(), buffer.remaining(), StandardCharsets.UTF_8));
    }
}
