package com.xenlixai.scan.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The record headers of an event: CloudEvents attributes in Kafka's binary mode, and W3C
/// `traceparent`. A scan can be told from the headers alone, also when the body cannot be read.
///
/// Source: CloudEvents 1.0 Kafka protocol binding; W3C Trace Context.
public final class EventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    private static final String TYPE_PREFIX = "com.xenlixai.scan.";

    private EventHeaders() {}

    /// Writes the CloudEvents attributes of one event.
    ///
    /// @param id the same for a repeat of the same event, so that consumers can ignore it
    /// @param source who tells, as in `/stage/crawl`
    /// @param subject the scanId, or what else the event is about
    public static void write(
            Headers headers,
            SpecificRecord event,
            String id,
            String source,
            String subject,
            Instant time) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, id);
        put(headers, SOURCE, source);
        put(headers, TYPE, TYPE_PREFIX + event.getSchema().getName());
        put(headers, SUBJECT, subject);
        put(headers, TIME, time.toString());
        put(headers, CONTENT_TYPE, "application/avro");
    }

    /// Sets one header, replacing an earlier value.
    public static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /// The last value of a header, if there is one.
    public static Optional<String> get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
