package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.trace.ScanIds;
import com.xenlixai.scan.gateway.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Writes the gateway's own events to `scan-status`. An event counts as written once all replicas
/// in sync have it. Non-blocking and thread-safe.
public final class StatusWriter {

    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String SOURCE = "/gateway";

    private final Producer<byte[], byte[]> producer;
    private final Traces traces;

    /// @param producer its own time limits must lie within three seconds
    StatusWriter(Producer<byte[], byte[]> producer, Traces traces) {
        this.producer = producer;
        this.traces = traces;
    }

    /// The trace that what this thread writes belongs to, or null.
    public @Nullable String traceId() {
        return traces.current().map(TraceParent::traceId).orElse(null);
    }

    /// Completes when the log has the event. Fails with a 503 problem within three seconds when it
    /// is not known to have it; it may have it nevertheless.
    public Mono<Void> write(StatusEvent event) {
        return Mono.defer(
                        () -> {
                            Traces.Spanning span =
                                    traces.sending(Topics.SCAN_STATUS.name(), event.getScanId());
                            ProducerRecord<byte[], byte[]> record = record(event);
                            span.context().ifPresent(context -> context.write(record.headers()));
                            return sent(record)
                                    .doOnSuccess(_ -> span.close())
                                    .doOnError(span::failed)
                                    .doOnCancel(span::close);
                        })
                .onErrorMap(StatusWriter::isOfTheLog, StatusWriter::unavailable)
                .contextWrite(context -> context.put(ScanIds.KEY, event.getScanId()));
    }

    private Mono<Void> sent(ProducerRecord<byte[], byte[]> record) {
        return Mono.<Void>create(
                        sink -> {
                            // The producer's future tells the same as the callback.
                            var _ =
                                    producer.send(
                                            record,
                                            (_, error) -> {
                                                if (error == null) {
                                                    sink.success();
                                                } else {
                                                    sink.error(error);
                                                }
                                            });
                        })
                // A send may wait for metadata or memory.
                .subscribeOn(Schedulers.boundedElastic())
                .publishOn(Schedulers.parallel())
                .timeout(PATIENCE);
    }

    private static ProducerRecord<byte[], byte[]> record(StatusEvent event) {
        var record =
                new ProducerRecord<>(
                        Topics.SCAN_STATUS.name(),
                        event.getScanId().getBytes(StandardCharsets.UTF_8),
                        EventCodec.encode(event));
        EventHeaders.write(
                record.headers(),
                event,
                event.getEventId(),
                SOURCE,
                event.getScanId(),
                event.getOccurredAt());
        return record;
    }

    private static boolean isOfTheLog(Throwable error) {
        return error instanceof KafkaException || error instanceof TimeoutException;
    }

    private static Throwable unavailable(Throwable error) {
        LOG.warn("a status event could not be written: {}", error.toString());
        return ProblemException.unavailable(
                "The log does not take requests right now.", RETRY_AFTER);
    }
}
