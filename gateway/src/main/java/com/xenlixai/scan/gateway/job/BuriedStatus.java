package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.UndecodableEventException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.springframework.kafka.support.KafkaHeaders;

/// What goes with a status record that says nothing to where people look for it.
final class BuriedStatus {

    private BuriedStatus() {}

    /// The record's own headers, and where it came from and why it was given up.
    static Headers headers(
            Record<byte[], byte[]> record,
            RecordMetadata from,
            String group,
            UndecodableEventException cause) {
        Headers headers = new RecordHeaders(record.headers());
        EventHeaders.put(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, from.topic());
        put(headers, KafkaHeaders.DLT_ORIGINAL_PARTITION, ints(from.partition()));
        put(headers, KafkaHeaders.DLT_ORIGINAL_OFFSET, longs(from.offset()));
        put(headers, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, longs(record.timestamp()));
        EventHeaders.put(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, group);
        EventHeaders.put(headers, KafkaHeaders.DLT_EXCEPTION_FQCN, cause.getClass().getName());
        EventHeaders.put(
                headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, String.valueOf(cause.getMessage()));
        return headers;
    }

    private static void put(Headers headers, String name, byte[] value) {
        headers.remove(name);
        headers.add(name, value);
    }

    private static byte[] ints(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] longs(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
