package com.xenlixai.scan.crawl.frontier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// A request as it stands in the queue store: the record as it came, whole, so that whatever
/// becomes of it, a dead letter included, can be told as if it came from the topic just now.
final class StoredRecord {

    private static final int ABSENT = -1;

    private StoredRecord() {}

    static byte[] encode(ConsumerRecord<byte[], byte[]> record) {
        int size = Long.BYTES + sized(record.key()) + sized(record.value()) + Short.BYTES;
        for (Header header : record.headers()) {
            size += sized(name(header)) + sized(header.value());
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).putLong(record.timestamp());
        put(bytes, record.key());
        put(bytes, record.value());
        bytes.putShort((short) record.headers().toArray().length);
        for (Header header : record.headers()) {
            put(bytes, name(header));
            put(bytes, header.value());
        }
        return bytes.array();
    }

    static ConsumerRecord<byte[], byte[]> decode(
            byte[] stored, String topic, int partition, long offset) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        long timestamp = bytes.getLong();
        byte[] key = get(bytes);
        byte[] value = get(bytes);
        Headers headers = new RecordHeaders();
        for (int left = bytes.getShort(); left > 0; left--) {
            byte[] name = get(bytes);
            headers.add(
                    new String(name == null ? new byte[0] : name, StandardCharsets.UTF_8),
                    get(bytes));
        }
        return record(topic, partition, offset, timestamp, key, value, headers);
    }

    @SuppressWarnings("NullAway") // Kafka's records are not null-marked
    static ConsumerRecord<byte[], byte[]> record(
            String topic,
            int partition,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key == null ? 0 : key.length,
                value == null ? 0 : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    /// When it was queued, without reading the rest.
    static long since(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong();
    }

    /// The registrable domain, which is the record's key; that of a record without one is its host.
    static String site(byte[] stored, RequestKey place) {
        byte[] key = get(ByteBuffer.wrap(stored).position(Long.BYTES));
        return key == null ? place.host() : new String(key, StandardCharsets.UTF_8);
    }

    private static byte[] name(Header header) {
        return header.key().getBytes(StandardCharsets.UTF_8);
    }

    private static int sized(byte @Nullable [] part) {
        return Integer.BYTES + (part == null ? 0 : part.length);
    }

    private static void put(ByteBuffer bytes, byte @Nullable [] part) {
        if (part == null) {
            bytes.putInt(ABSENT);
        } else {
            bytes.putInt(part.length).put(part);
        }
    }

    private static byte @Nullable [] get(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length == ABSENT) {
            return null;
        }
        byte[] part = new byte[length];
        bytes.get(part);
        return part;
    }
}
