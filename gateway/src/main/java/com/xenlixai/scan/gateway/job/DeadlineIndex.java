package com.xenlixai.scan.gateway.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// What falls due when, in the order of time: its key is the time, then the kind, then the scanId,
/// so that finding what is due costs as much as is due and not as much as there is.
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

    private final KeyValueStore<Bytes, byte[]> store;

    DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    void put(Due due) {
        store.put(key(due), NOTHING);
    }

    void remove(Due due) {
        remove(key(due));
    }

    void replace(Due old, Due due) {
        store.putAll(List.of(removal(old), KeyValue.pair(key(due), NOTHING)));
    }

    void removeAll(List<Due> due) {
        store.putAll(due.stream().map(DeadlineIndex::removal).toList());
    }

    /// What is due by then, earliest first.
    ///
    /// @param most so that a great many at once do not hold up the events behind them
    List<Due> dueBy(long nowMillis, int most) {
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
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            entries.forEachRemaining(entry -> remove(entry.key));
        }
    }

    private void remove(Bytes key) {
        // Unlike delete, this does not read what it deletes.
        store.put(key, null);
    }

    private static KeyValue<Bytes, byte[]> removal(Due due) {
        return KeyValue.pair(key(due), null);
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
