package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// What one arrival makes the stage say: status events, outputs, the parked copy. Every id follows
/// from the scan, the stage and the attempt, so a repeat says the same under the same id.
final class Messages {

    static final String PARKED_TOPIC = "x-parked-topic";
    static final String NOT_BEFORE = "x-not-before-ms";
    private static final String TRACESTATE = "tracestate";

    private final StageDefinition<?> definition;
    private final Clock clock;
    private final Arrival arrival;
    private final String scanId;
    private final @Nullable ScanOrder order;
    private @Nullable Instant deadline;
    private int outputs;

    Messages(
            StageDefinition<?> definition,
            Clock clock,
            Arrival arrival,
            String scanId,
            @Nullable ScanOrder order) {
        this.definition = definition;
        this.clock = clock;
        this.arrival = arrival;
        this.scanId = scanId;
        this.order = order;
    }

    /// From here on outputs carry this time limit.
    void deadline(Instant deadline) {
        this.deadline = deadline;
    }

    /// What a status event says beside the scan and the time.
    record Told(
            StatusKind kind,
            @Nullable Stage stage,
            int attempt,
            @Nullable Duration worked,
            @Nullable Failure failure,
            @Nullable Instant waitUntil) {

        Told(StatusKind kind, @Nullable Stage stage, int attempt) {
            this(kind, stage, attempt, null, null, null);
        }

        Told failing(Failure why) {
            return new Told(kind, stage, attempt, worked, why, waitUntil);
        }

        Told after(Duration work) {
            return new Told(kind, stage, attempt, work, failure, waitUntil);
        }

        Told until(Instant wait) {
            return new Told(kind, stage, attempt, worked, failure, wait);
        }
    }

    ProducerRecord<byte[], byte[]> status(Told told) {
        return status(told, clock.instant());
    }

    /// @param at when it happened
    ProducerRecord<byte[], byte[]> status(Told told, Instant at) {
        String id = EventIds.status(scanId, told.kind(), told.stage(), told.attempt());
        StatusEvent event =
                StatusEvent.newBuilder()
                        .setEventId(id)
                        .setScanId(scanId)
                        .setBatchId(order == null ? null : order.getBatchId())
                        .setBatchIndex(order == null ? -1 : order.getBatchIndex())
                        .setKind(told.kind())
                        .setStage(told.stage())
                        .setAttempt(told.attempt())
                        .setOccurredAt(at)
                        .setDurationMillis(told.worked() == null ? -1 : told.worked().toMillis())
                        .setFailure(detail(told))
                        .setWaitUntil(told.waitUntil())
                        .setTraceId(traceId())
                        .build();
        Headers headers = new RecordHeaders();
        EventHeaders.write(headers, event, id, definition.source(), scanId, at);
        trace(headers);
        return message(Topics.SCAN_STATUS.name(), scanId, EventCodec.encode(event), headers);
    }

    ProducerRecord<byte[], byte[]> output(Output output) {
        String part = output.event().getSchema().getName() + "#" + outputs++;
        String id = EventIds.of(cause(), "output", output.topic().name(), part);
        Headers headers = new RecordHeaders();
        EventHeaders.write(
                headers, output.event(), id, definition.source(), scanId, clock.instant());
        trace(headers);
        if (deadline != null) {
            EventHeaders.put(headers, Arrival.DEADLINE, Long.toString(deadline.toEpochMilli()));
        }
        byte[] body = EventCodec.encode(output.event());
        return message(output.topic().name(), output.key(), body, headers);
    }

    /// The arrival itself, to come back at that time for that attempt.
    ProducerRecord<byte[], byte[]> parked(Instant notBefore, int attempt) {
        Headers headers = new RecordHeaders(arrival.headers().toArray());
        EventHeaders.put(headers, PARKED_TOPIC, arrival.raw().topic());
        EventHeaders.put(headers, NOT_BEFORE, Long.toString(notBefore.toEpochMilli()));
        EventHeaders.put(headers, Arrival.ATTEMPT, Integer.toString(attempt));
        if (deadline != null) {
            EventHeaders.put(headers, Arrival.DEADLINE, Long.toString(deadline.toEpochMilli()));
        }
        return new ProducerRecord<>(
                Topics.SCAN_PARKED.name(),
                null,
                null,
                arrival.raw().key(),
                arrival.raw().value(),
                headers);
    }

    String scanId() {
        return scanId;
    }

    /// What outputs follow from. With the arrival's own id in it, the second hop of a redirect
    /// does not look like a repeat of the first.
    private String cause() {
        return arrival.id().orElse(scanId);
    }

    private @Nullable FailureDetail detail(Told told) {
        Failure failure = told.failure();
        return failure == null
                ? null
                : new FailureDetail(failure.cause(), failure.message(), told.stage());
    }

    private void trace(Headers headers) {
        arrival.traceparent()
                .ifPresent(parent -> EventHeaders.put(headers, EventHeaders.TRACEPARENT, parent));
        EventHeaders.get(arrival.headers(), TRACESTATE)
                .ifPresent(state -> EventHeaders.put(headers, TRACESTATE, state));
    }

    private @Nullable String traceId() {
        return TraceParent.of(arrival.headers()).map(TraceParent::traceId).orElse(null);
    }

    private static ProducerRecord<byte[], byte[]> message(
            String topic, String key, byte[] value, Headers headers) {
        return new ProducerRecord<>(
                topic, null, null, key.getBytes(StandardCharsets.UTF_8), value, headers);
    }
}
