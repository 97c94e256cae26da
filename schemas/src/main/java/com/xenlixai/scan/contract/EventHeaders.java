package com.xenlixai.scan.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

    /// In `scan-jobs`: the status of the job, so that who waits for jobs to end need not read others.
    public static final String JOB_STATUS = "job-status";

    private static final String TYPE_PREFIX = "com.xenlixai.scan.";
    private static final byte[] VERSION_1 = bytes("1.0");
    private static final byte[] AVRO = bytes("application/avro");
    private static final List<String> ATTRIBUTES =
            List.of(SPEC_VERSION, ID, SOURCE, TYPE, SUBJECT, TIME, CONTENT_TYPE);

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
        // Most headers are new, and looking for what to replace costs more than writing.
        if (headers.iterator().hasNext()) {
            ATTRIBUTES.forEach(headers::remove);
        }
        headers.add(SPEC_VERSION, VERSION_1);
        headers.add(ID, bytes(id));
        headers.add(SOURCE, bytes(source));
        headers.add(TYPE, bytes(TYPE_PREFIX + event.getSchema().getName()));
        headers.add(SUBJECT, bytes(subject));
        headers.add(TIME, bytes(time.toString()));
        headers.add(CONTENT_TYPE, AVRO);
    }

    /// Sets one header, replacing an earlier value.
    public static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, bytes(value));
    }

    /// The last value of a header, if there is one.
    public static Optional<String> get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
