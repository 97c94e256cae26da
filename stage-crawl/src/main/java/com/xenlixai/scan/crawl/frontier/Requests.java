package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Lane;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The two stores of one partition: the requests that have not ended, and what is known of their
/// hosts. Used by the partition's task alone.
final class Requests {

    /// Before the first host.
    static final byte[] START = {1};

    private static final byte[] PAST_THE_LAST = {(byte) 0xFF};

    private final KeyValueStore<Bytes, byte[]> queue;
    private final KeyValueStore<Bytes, byte[]> hosts;
    private final int partition;

    Requests(
            KeyValueStore<Bytes, byte[]> queue, KeyValueStore<Bytes, byte[]> hosts, int partition) {
        this.queue = queue;
        this.hosts = hosts;
        this.partition = partition;
    }

    void put(RequestKey key, ConsumerRecord<byte[], byte[]> record) {
        queue.put(Bytes.wrap(key.bytes()), StoredRecord.encode(record));
    }

    @Nullable ConsumerRecord<byte[], byte[]> get(RequestKey key) {
        byte[] stored = queue.get(Bytes.wrap(key.bytes()));
        return stored == null
                ? null
                : StoredRecord.decode(
                        stored, Topics.crawl(key.lane()).name(), partition, key.offset());
    }

    boolean remove(RequestKey key) {
        return queue.delete(Bytes.wrap(key.bytes())) != null;
    }

    /// The next requests of a line.
    List<Line.Head> after(RequestKey key, int most) {
        byte[] end =
                ByteBuffer.allocate(key.prefix().length + Long.BYTES + 1)
                        .put(key.prefix())
                        .putLong(Long.MAX_VALUE)
                        .array();
        List<Line.Head> heads = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> each =
                queue.range(Bytes.wrap(key.at(key.offset() + 1).bytes()), Bytes.wrap(end))) {
            while (each.hasNext() && heads.size() < most) {
                var next = each.next();
                heads.add(
                        new Line.Head(
                                RequestKey.parse(next.key.get()).offset(),
                                StoredRecord.since(next.value)));
            }
        }
        return heads;
    }

    /// A request, without its body.
    ///
    /// @param site the registrable domain of its host
    record Found(RequestKey key, String site, long since) {}

    /// Looks at a request.
    interface Visitor {
        void visit(RequestKey key, String site, long since);
    }

    /// Looks at all requests, in the order of hosts and lines.
    void each(Visitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> each =
                queue.range(Bytes.wrap(START), Bytes.wrap(PAST_THE_LAST))) {
            while (each.hasNext()) {
                Found next = found(each.next());
                visitor.visit(next.key(), next.site(), next.since());
            }
        }
    }

    /// The first request from there on; null when there is none.
    @Nullable Found first(byte[] from) {
        try (KeyValueIterator<Bytes, byte[]> each =
                queue.range(Bytes.wrap(from), Bytes.wrap(PAST_THE_LAST))) {
            return each.hasNext() ? found(each.next()) : null;
        }
    }

    static byte[] ofHost(String host) {
        return (host + '\0').getBytes(StandardCharsets.UTF_8);
    }

    static byte[] afterHost(String host) {
        return (host + '\1').getBytes(StandardCharsets.UTF_8);
    }

    static byte[] afterLine(RequestKey key) {
        byte[] prefix = key.prefix();
        prefix[prefix.length - 1] = 1;
        return prefix;
    }

    private static Found found(KeyValue<Bytes, byte[]> entry) {
        RequestKey key = RequestKey.parse(entry.key.get());
        return new Found(key, StoredRecord.site(entry.value, key), StoredRecord.since(entry.value));
    }

    /// Up to where a lane's topic has been taken in for certain; -1 when nothing was.
    long takenIn(Lane lane) {
        byte[] offset = queue.get(mark(lane));
        return offset == null ? -1 : ByteBuffer.wrap(offset).getLong();
    }

    void takenIn(Lane lane, long offset) {
        queue.put(mark(lane), ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }

    byte @Nullable [] host(String name) {
        return hosts.get(hostKey(name));
    }

    void host(Host host) {
        hosts.put(hostKey(host.name), HostRecord.encode(host));
        host.stored = true;
    }

    void forget(Host host) {
        if (host.stored) {
            hosts.delete(hostKey(host.name));
            host.stored = false;
        }
    }

    /// The names of all hosts with a record.
    List<String> hostNames() {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> each = hosts.all()) {
            each.forEachRemaining(
                    next -> names.add(new String(next.key.get(), StandardCharsets.UTF_8)));
        }
        return names;
    }

    private static Bytes hostKey(String name) {
        return Bytes.wrap(name.getBytes(StandardCharsets.UTF_8));
    }

    /// Before all hosts, since no name begins with NUL.
    private static Bytes mark(Lane lane) {
        return Bytes.wrap(("\0taken-in-" + lane.name()).getBytes(StandardCharsets.UTF_8));
    }
}
