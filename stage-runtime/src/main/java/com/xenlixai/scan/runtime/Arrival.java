package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Lane;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/// A record as it came, not decoded yet: what can be told of it must be told from its headers and
/// its key, since the body may be unreadable.
record Arrival(ConsumerRecord<byte[], byte[]> raw, Lane lane) {

    /// When the scan's time is over, in milliseconds since 1970; set by the stage that ran first.
    static final String DEADLINE = "x-deadline-ms";

    /// Which attempt the next run is; absent means the first.
    static final String ATTEMPT = "x-attempt";

    /// Set on records that an operator sent again; they get a time limit of their own.
    static final String REPLAYED = "x-replayed";

    Headers headers() {
        return raw.headers();
    }

    Optional<String> id() {
        return EventHeaders.get(headers(), EventHeaders.ID);
    }

    int attempt() {
        return (int) number(ATTEMPT).filter(n -> n > 0 && n < 1000).orElse(1L).longValue();
    }

    Optional<Instant> deadline() {
        return number(DEADLINE).map(Instant::ofEpochMilli);
    }

    boolean replayed() {
        return headers().lastHeader(REPLAYED) != null;
    }

    /// Notes what the next run must know.
    static void mark(Headers headers, int attempt, Instant deadline) {
        EventHeaders.put(headers, ATTEMPT, Integer.toString(attempt));
        EventHeaders.put(headers, DEADLINE, Long.toString(deadline.toEpochMilli()));
    }

    Optional<String> traceparent() {
        return EventHeaders.get(headers(), EventHeaders.TRACEPARENT);
    }

    Instant since() {
        return Instant.ofEpochMilli(Math.max(0, raw.timestamp()));
    }

    Optional<String> key() {
        byte[] key = raw.key();
        return key == null
                ? Optional.empty()
                : Optional.of(new String(key, StandardCharsets.UTF_8));
    }

    /// The scan, without reading the body.
    Optional<String> scanId() {
        return EventHeaders.get(headers(), EventHeaders.SUBJECT)
                .filter(subject -> !subject.isBlank())
                .or(() -> keyedByScan() ? key() : Optional.empty());
    }

    int bytes() {
        return Math.max(0, raw.serializedKeySize()) + Math.max(0, raw.serializedValueSize());
    }

    private boolean keyedByScan() {
        return Topics.byName(raw.topic()).map(TopicSpec::key).filter("scanId"::equals).isPresent();
    }

    private Optional<Long> number(String header) {
        return EventHeaders.get(headers(), header)
                .flatMap(
                        text -> {
                            try {
                                return Optional.of(Long.parseLong(text));
                            } catch (NumberFormatException e) {
                                return Optional.empty();
                            }
                        });
    }
}
