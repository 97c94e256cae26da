package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Stage;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/// Writes a dead letter: the record as it came, with what happened to it in headers. Where Spring
/// has a name for a header it is used, in Spring's encoding, so that tools that know Spring's dead
/// letters know these.
final class DeadLetterRecords {

    static final String KIND = "x-dead-letter-kind";
    static final String STAGE = "x-dead-letter-stage";
    static final String CAUSE = "x-dead-letter-cause";
    static final String ATTEMPTS = "x-dead-letter-attempts";
    static final String AT = "x-dead-letter-at";
    static final String CUT = "x-dead-letter-value-cut";

    private static final int MOST_FRAMES = 12;
    private static final int MOST_MESSAGE = 500;

    /// Why a record is a dead letter.
    enum Kind {
        /// It cannot be read.
        POISON,
        /// All attempts failed, or the time was up.
        EXHAUSTED,
        /// The step threw: a bug of ours.
        BUG,
        /// What the step made of it, the log does not take.
        UNWRITABLE,
        /// The step said no; only when the settings ask for these.
        REJECTED
    }

    /// @param attempts that were made
    /// @param thrown what was thrown, if anything was
    record Story(
            Kind kind, Stage stage, Failure failure, int attempts, @Nullable Throwable thrown) {}

    private DeadLetterRecords() {}

    static ProducerRecord<byte[], byte[]> of(
            Arrival arrival, StageDefinition<?> definition, Story story, Instant now) {
        return new ProducerRecord<>(
                Topics.SCAN_DEAD_LETTERS.name(),
                null,
                null,
                arrival.raw().key(),
                arrival.raw().value(),
                headers(arrival, definition, story, now));
    }

    /// For a record that even the dead letters do not take: the same without its body.
    static ProducerRecord<byte[], byte[]> withoutValue(ProducerRecord<byte[], byte[]> letter) {
        Headers headers = new RecordHeaders(letter.headers().toArray());
        EventHeaders.put(headers, CUT, "true");
        return new ProducerRecord<>(letter.topic(), null, null, letter.key(), null, headers);
    }

    private static Headers headers(
            Arrival arrival, StageDefinition<?> definition, Story story, Instant now) {
        Headers headers = new RecordHeaders(arrival.headers().toArray());
        var raw = arrival.raw();
        EventHeaders.put(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, raw.topic());
        put(
                headers,
                KafkaHeaders.DLT_ORIGINAL_PARTITION,
                ByteBuffer.allocate(Integer.BYTES).putInt(raw.partition()));
        put(
                headers,
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(Long.BYTES).putLong(raw.offset()));
        put(
                headers,
                KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
                ByteBuffer.allocate(Long.BYTES).putLong(raw.timestamp()));
        EventHeaders.put(
                headers, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, raw.timestampType().toString());
        EventHeaders.put(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, definition.group());
        Throwable thrown = story.thrown();
        EventHeaders.put(
                headers,
                KafkaHeaders.DLT_EXCEPTION_FQCN,
                thrown == null ? Failure.class.getName() : thrown.getClass().getName());
        EventHeaders.put(
                headers,
                KafkaHeaders.DLT_EXCEPTION_MESSAGE,
                cut(
                        thrown == null
                                ? story.failure().message()
                                : String.valueOf(thrown.getMessage())));
        EventHeaders.put(headers, KafkaHeaders.DLT_EXCEPTION_STACKTRACE, summary(thrown));
        EventHeaders.put(headers, KIND, story.kind().name());
        EventHeaders.put(headers, STAGE, story.stage().name());
        EventHeaders.put(headers, CAUSE, story.failure().cause().name());
        EventHeaders.put(headers, ATTEMPTS, Integer.toString(story.attempts()));
        EventHeaders.put(headers, AT, now.toString());
        return headers;
    }

    private static void put(Headers headers, String name, ByteBuffer value) {
        headers.remove(name);
        headers.add(name, value.array());
    }

    /// The first frames of what was thrown and of what caused it.
    private static String summary(@Nullable Throwable thrown) {
        var text = new StringBuilder();
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < 3; depth++) {
            text.append(depth == 0 ? "" : "Caused by: ").append(cut(next.toString())).append('\n');
            StackTraceElement[] frames = next.getStackTrace();
            for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
                text.append("\tat ").append(frames[i]).append('\n');
            }
            next = next.getCause();
        }
        return text.toString();
    }

    private static String cut(String text) {
        return text.length() <= MOST_MESSAGE ? text : text.substring(0, MOST_MESSAGE) + "…";
    }
}
