package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what batches cause. Blocking, for virtual threads; thread-safe.
public final class BatchLog {

    private static final Logger LOG = LoggerFactory.getLogger(BatchLog.class);
    private static final String SOURCE = "/gateway/batch";
    private static final Duration CONTROL_MEMORY = Duration.ofDays(7);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int WINDOW = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final Traces traces;

    public BatchLog(Producer<byte[], byte[]> producer, Clock clock, Traces traces) {
        this.traces = traces;
        this.producer = producer;
        this.clock = clock;
    }

    /// A run of events of which a bounded number is under way at any time.
    public final class Run {

        private final Semaphore window = new Semaphore(WINDOW);
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final @Nullable TraceParent upload = traces.current().orElse(null);

        /// Sends one, as the begin of a trace; waits while too many are under way.
        ///
        /// @throws ProblemException 503 when an earlier one was lost
        public void send(StatusEvent event) throws InterruptedException {
            acquire(1);
            String scanId = event.getScanId();
            Traces.Spanning span = traces.scanOf(upload, Topics.SCAN_STATUS.name(), scanId);
            send(status(event, span.context().orElse(null)), span);
        }

        /// Sends an input of a scan, as the begin of its trace; waits while too many are under way.
        ///
        /// @return the trace, for the event that makes the scan a job
        /// @throws ProblemException 503 when an earlier one was lost
        public Optional<TraceParent> begin(
                TopicSpec topic, String key, SpecificRecord event, String eventId, String scanId)
                throws InterruptedException {
            acquire(1);
            Traces.Spanning span = traces.scanOf(upload, topic.name(), scanId);
            var record = record(topic, key, event, eventId, scanId);
            span.context().ifPresent(context -> context.write(record.headers()));
            send(record, span);
            return span.context();
        }

        /// Sends a status event of a trace that has begun; waits while too many are under way.
        ///
        /// @throws ProblemException 503 when an earlier one was lost
        public void follow(StatusEvent event, @Nullable TraceParent cause)
                throws InterruptedException {
            acquire(1);
            send(status(event, cause), null);
        }

        private ProducerRecord<byte[], byte[]> status(
                StatusEvent event, @Nullable TraceParent context) {
            String scanId = event.getScanId();
            StatusEvent traced = context == null ? event : traced(event, context);
            var record = record(Topics.SCAN_STATUS, scanId, traced, event.getEventId(), scanId);
            if (context != null) {
                context.write(record.headers());
            }
            return record;
        }

        private void send(ProducerRecord<byte[], byte[]> record, Traces.@Nullable Spanning span) {
            BatchLog.this.send(
                    record,
                    error -> {
                        if (span != null) {
                            span.close();
                        }
                        if (error != null) {
                            failure.compareAndSet(null, error);
                        }
                        window.release();
                    });
        }

        /// Waits until the log has all of them.
        ///
        /// @throws ProblemException 503 when one was lost
        public void await() throws InterruptedException {
            acquire(WINDOW);
            window.release(WINDOW);
        }

        private void acquire(int permits) throws InterruptedException {
            boolean free = window.tryAcquire(permits, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Exception error = failure.get();
            if (!free || error != null) {
                throw unavailable(error == null ? "no answer in time" : error.toString());
            }
        }
    }

    private static StatusEvent traced(StatusEvent event, TraceParent context) {
        return StatusEvent.newBuilder(event).setTraceId(context.traceId()).build();
    }

    /// A run of its own.
    public Run run() {
        return new Run();
    }

    /// Writes the batch as it stands.
    public void write(BatchState batch) throws InterruptedException {
        String id = batch.getBatchId();
        String part = batch.getSealed() ? "sealed" : "open";
        write(Topics.SCAN_BATCHES, id, batch, EventIds.of(id, "batch", part), id);
    }

    /// Writes that nobody wants the batch any more: for the gateways and for the stages.
    void cancel(BatchState batch) throws InterruptedException {
        String id = batch.getBatchId();
        BatchState cancelled = BatchState.newBuilder(batch).setCancelled(true).build();
        write(
                Topics.SCAN_BATCHES,
                id + BatchView.CANCEL,
                cancelled,
                EventIds.of(id, "batch", "cancelled"),
                id);
        Instant now = clock.instant();
        var entry = new ControlEntry(ControlKind.CANCELLED, now, now.plus(CONTROL_MEMORY));
        write(Topics.SCAN_CONTROL, id, entry, EventIds.of(id, "control", "cancelled"), id);
    }

    /// Makes every gateway forget the batch.
    void forget(String batchId) throws InterruptedException {
        write(tombstone(batchId));
        write(tombstone(batchId + BatchView.CANCEL));
    }

    private static ProducerRecord<byte[], byte[]> tombstone(String key) {
        return new ProducerRecord<>(
                Topics.SCAN_BATCHES.name(), key.getBytes(StandardCharsets.UTF_8), null);
    }

    private void write(
            TopicSpec topic, String key, SpecificRecord event, String eventId, String subject)
            throws InterruptedException {
        write(record(topic, key, event, eventId, subject));
    }

    private void write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        Semaphore written = new Semaphore(0);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        send(
                record,
                error -> {
                    failure.set(error);
                    written.release();
                });
        boolean answered = written.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (!answered || failure.get() != null) {
            throw unavailable(String.valueOf(failure.get()));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record, Acknowledgement told) {
        try {
            // The future tells the same as the callback.
            var _ = producer.send(record, (_, error) -> told.acknowledged(error));
        } catch (KafkaException e) {
            told.acknowledged(e);
        }
    }

    private interface Acknowledgement {
        void acknowledged(@Nullable Exception error);
    }

    private ProducerRecord<byte[], byte[]> record(
            TopicSpec topic, String key, SpecificRecord event, String eventId, String subject) {
        var record =
                new ProducerRecord<>(
                        topic.name(),
                        key.getBytes(StandardCharsets.UTF_8),
                        EventCodec.encode(event));
        EventHeaders.write(record.headers(), event, eventId, SOURCE, subject, clock.instant());
        return record;
    }

    private static ProblemException unavailable(String reason) {
        LOG.warn("the log does not take a batch: {}", reason);
        return ProblemException.unavailable(
                "The log does not take requests right now.", RETRY_AFTER);
    }
}
