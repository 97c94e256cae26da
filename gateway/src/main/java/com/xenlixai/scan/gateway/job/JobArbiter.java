package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.job.DeadlineIndex.Due;
import com.xenlixai.scan.gateway.job.DeadlineIndex.Kind;
import com.xenlixai.scan.gateway.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds the status events of one partition into jobs and says what follows from them: the job's
/// new state, the first request to crawl, and word to the stages about what nobody wants any more.
/// It alone sets terminal states. Everything that one event causes is one Kafka transaction, so no
/// job half exists. Runs on its task's thread.
final class JobArbiter implements Processor<byte[], byte[], byte[], byte[]> {

    static final String JOBS = "jobs";
    static final String DEADLINES = "deadlines";
    static final String SHARDS = "batch-shards";

    private static final Logger LOG = LoggerFactory.getLogger(JobArbiter.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TELL_COUNTS = Duration.ofMillis(200);
    private static final int MOST_DUE_AT_ONCE = 5_000;
    private static final Duration STRAY_MEMORY = Duration.ofHours(1);
    private static final Duration CONTROL_MEMORY = Duration.ofHours(24);
    private static final String SOURCE = "/gateway/arbiter";

    private final SiteKeys sites;
    private final Retirement retirement;
    private final JobMeters meters;
    private final Traces traces;
    private final Duration retention;

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<Bytes, byte[]> jobs;
    private @Nullable DeadlineIndex deadlines;
    private @Nullable BatchShards shards;

    /// @param retention of batches' counts, from the end of the batch
    JobArbiter(
            SiteKeys sites,
            Retirement retirement,
            JobMeters meters,
            Traces traces,
            Duration retention) {
        this.traces = traces;
        this.sites = sites;
        this.retirement = retirement;
        this.meters = meters;
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        jobs = taskContext.getStateStore(JOBS);
        deadlines = new DeadlineIndex(taskContext.getStateStore(DEADLINES));
        shards =
                new BatchShards(
                        taskContext.getStateStore(SHARDS), taskContext.taskId().partition());
        taskContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::endWhatIsDue);
        taskContext.schedule(TELL_COUNTS, PunctuationType.WALL_CLOCK_TIME, this::tellCounts);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        StatusEvent event;
        try {
            event = decode(record);
        } catch (UndecodableEventException e) {
            bury(record, e);
            return;
        }
        apply(event, record.headers());
    }

    private static StatusEvent decode(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UndecodableEventException("a status event must have a value");
        }
        return EventCodec.decode(record.value(), StatusEvent.class);
    }

    private void apply(StatusEvent event, Headers headers) {
        try (var _ = traces.within(event.getScanId(), headers)) {
            fold(event, headers);
        }
    }

    private void fold(StatusEvent event, Headers headers) {
        Bytes key = key(event.getScanId());
        byte[] stored = jobs().get(key);
        boolean known = stored != null;
        JobState before =
                known
                        ? EventCodec.decode(stored, JobState.class)
                        : JobMachine.begin(event.getScanId());
        JobState after = JobMachine.after(before, event);
        if (!known && shards().hasLeft(event)) {
            // Its line came again, or a late word of it: what has ended and left is not begun anew.
            meters.late();
            return;
        }
        meters.folded(before, after, event);
        if (after == before) {
            if (event.getKind() == StatusKind.RETIRED) {
                retire(before);
            }
            return;
        }
        byte[] encoded = EventCodec.encode(after);
        jobs().put(key, encoded);
        ScanOrder order = after.getOrder();
        if (order == null) {
            if (!known) {
                deadlines().put(new Due(now() + STRAY_MEMORY.toMillis(), Kind.FORGET, id(after)));
            }
            return;
        }
        forwardJob(after, encoded, headers);
        JobLines.tell(before, after);
        shards().moved(before, after);
        follow(before, after, order, headers);
    }

    private void follow(JobState before, JobState after, ScanOrder order, Headers headers) {
        boolean ordered = before.getOrder() == null;
        boolean ended = JobMachine.isTerminal(after.getStatus());
        boolean runs = after.getStatus() != JobStatus.QUEUED;
        boolean ran = before.getStatus() != JobStatus.QUEUED;
        Due queueEnd = queueEnd(order);
        if (ended) {
            if (!ordered) {
                deadlines().remove(queueEnd);
            }
            if (!JobMachine.isTerminal(before.getStatus())) {
                tellStages(after);
            }
            meters.ended(after, order);
            deadlines().put(new Due(now() + retirement.after().toMillis(), Kind.RETIRE, id(after)));
            return;
        }
        // What is run again from the log is in the log already.
        if (ordered && order.getReplayOf() == null) {
            requestCrawl(order, headers);
        }
        if (ordered && !runs) {
            deadlines().put(queueEnd);
        }
        if (runs && (ordered || !ran)) {
            deadlines().remove(queueEnd);
            deadlines().put(new Due(now() + order.getTimeoutMillis(), Kind.RUN, id(after)));
        }
        if (after.getStatus() == JobStatus.TEASER_READY
                && before.getStatus() != after.getStatus()) {
            meters.teaserReady(after, order);
        }
    }

    /// The job leaves the live state; whoever keeps it was asked before.
    private void retire(JobState job) {
        if (job.getOrder() == null || !JobMachine.isTerminal(job.getStatus())) {
            return;
        }
        jobs().delete(key(id(job)));
        shards().leaves(job);
        byte[] recordKey = id(job).getBytes(StandardCharsets.UTF_8);
        forward(Topics.SCAN_JOBS.name(), recordKey, null, new RecordHeaders());
        if (job.getStatus() == JobStatus.CANCELLED || job.getFailure() != null) {
            forward(Topics.SCAN_CONTROL.name(), recordKey, null, new RecordHeaders());
        }
    }

    private void requestCrawl(ScanOrder order, Headers headers) {
        var request = new CrawlRequest(order, order.getUrl(), List.of(), order.getSubmittedAt());
        var topic = Topics.crawl(order.getLane());
        forward(
                topic.name(),
                sites.of(order).getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(request),
                describe(
                        request,
                        EventIds.output(order.getScanId(), topic, "request"),
                        order.getScanId(),
                        headers));
    }

    /// Only a scan that others may still be working on needs telling about.
    private void tellStages(JobState job) {
        FailureDetail failure = job.getFailure();
        ControlKind kind;
        if (job.getStatus() == JobStatus.CANCELLED) {
            kind = ControlKind.CANCELLED;
        } else if (failure != null
                && (failure.getCause() == Cause.TIMEOUT || failure.getCause() == Cause.EXPIRED)) {
            kind = ControlKind.TIMED_OUT;
        } else {
            return;
        }
        Instant at = Instant.ofEpochMilli(now());
        var entry = new ControlEntry(kind, at, at.plus(CONTROL_MEMORY));
        forward(
                Topics.SCAN_CONTROL.name(),
                id(job).getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(entry),
                describe(
                        entry,
                        EventIds.of(id(job), "control", kind.name()),
                        id(job),
                        new RecordHeaders()));
    }

    private void forwardJob(JobState job, byte[] encoded, Headers headers) {
        forward(
                Topics.SCAN_JOBS.name(),
                id(job).getBytes(StandardCharsets.UTF_8),
                encoded,
                describe(
                        job,
                        EventIds.of(id(job), "job", Long.toString(job.getVersion())),
                        id(job),
                        headers));
    }

    private void endWhatIsDue(long nowMillis) {
        for (Due due : deadlines().dueBy(nowMillis, MOST_DUE_AT_ONCE)) {
            deadlines().remove(due);
            if (due.kind() == Kind.BATCH) {
                forgetBatch(due.scanId(), nowMillis);
                continue;
            }
            byte[] stored = jobs().get(key(due.scanId()));
            if (stored != null) {
                end(due, EventCodec.decode(stored, JobState.class), nowMillis);
            }
        }
    }

    private void end(Due due, JobState job, long nowMillis) {
        ScanOrder order = job.getOrder();
        switch (due.kind()) {
            case QUEUE -> {
                if (order != null && job.getStatus() == JobStatus.QUEUED) {
                    fail(job, Cause.EXPIRED, waited(order), nowMillis);
                }
            }
            case RUN -> {
                if (order != null) {
                    fail(job, Cause.TIMEOUT, ran(order), nowMillis);
                }
            }
            case FORGET -> {
                if (order == null) {
                    jobs().delete(key(due.scanId()));
                }
            }
            // A batch is no job.
            case BATCH -> {}
            case RETIRE -> {
                // Asked again until it is retired: the one who is asked may forget.
                retirement.ask(due.scanId());
                deadlines()
                        .put(
                                new Due(
                                        nowMillis + retirement.again().toMillis(),
                                        Kind.RETIRE,
                                        due.scanId()));
            }
        }
    }

    private void tellCounts(long nowMillis) {
        for (BatchCounts counts : shards().tell()) {
            String batchId = counts.getBatchId();
            forward(
                    Topics.SCAN_BATCH_COUNTS.name(),
                    BatchShards.recordKey(batchId, counts.getPart())
                            .getBytes(StandardCharsets.UTF_8),
                    EventCodec.encode(counts),
                    describe(
                            counts,
                            EventIds.of(
                                    batchId,
                                    Integer.toString(counts.getPart()),
                                    Long.toString(counts.getVersion())),
                            batchId,
                            new RecordHeaders()));
            if (BatchShard.isOver(counts) && counts.getLastEnd() != null) {
                long end = counts.getLastEnd().plus(retention).toEpochMilli();
                deadlines().put(new Due(Math.max(end, nowMillis), Kind.BATCH, batchId));
            }
        }
    }

    private void forgetBatch(String batchId, long nowMillis) {
        shards().forget(batchId, retention, Instant.ofEpochMilli(nowMillis))
                .ifPresent(
                        key ->
                                forward(
                                        Topics.SCAN_BATCH_COUNTS.name(),
                                        key.getBytes(StandardCharsets.UTF_8),
                                        null,
                                        new RecordHeaders()));
    }

    private void fail(JobState job, Cause cause, String message, long nowMillis) {
        var event =
                StatusEvent.newBuilder()
                        .setEventId(EventIds.status(id(job), StatusKind.DEADLINE_PASSED, null, 1))
                        .setScanId(id(job))
                        .setKind(StatusKind.DEADLINE_PASSED)
                        .setOccurredAt(Instant.ofEpochMilli(nowMillis))
                        .setFailure(new FailureDetail(cause, message, job.getStage()))
                        .build();
        apply(event, new RecordHeaders());
    }

    private static String waited(ScanOrder order) {
        return "The scan was not begun within "
                + Duration.ofMillis(order.getQueueTtlMillis()).toSeconds()
                + " s.";
    }

    private static String ran(ScanOrder order) {
        return "The scan did not end within "
                + Duration.ofMillis(order.getTimeoutMillis()).toSeconds()
                + " s.";
    }

    /// A record that says nothing is kept for people, and the events behind it go on.
    private void bury(Record<byte[], byte[]> record, UndecodableEventException cause) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        LOG.warn(
                "undecodable record in {} partition {} offset {}: {}",
                from.topic(),
                from.partition(),
                from.offset(),
                cause.getMessage());
        Headers headers = BuriedStatus.headers(record, from, context().applicationId(), cause);
        meters.undecodable();
        forward(Topics.SCAN_DEAD_LETTERS.name(), record.key(), record.value(), headers);
    }

    private void forward(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        context().forward(new Record<>(key, value, now(), headers), JobTopology.sinkOf(topic));
    }

    private Headers describe(SpecificRecord event, String id, String subject, Headers causedBy) {
        Headers headers = new RecordHeaders();
        EventHeaders.write(headers, event, id, SOURCE, subject, Instant.ofEpochMilli(now()));
        Header trace = causedBy.lastHeader(EventHeaders.TRACEPARENT);
        if (trace != null) {
            headers.add(trace);
        }
        return headers;
    }

    private static Due queueEnd(ScanOrder order) {
        return new Due(
                order.getSubmittedAt().toEpochMilli() + order.getQueueTtlMillis(),
                Kind.QUEUE,
                order.getScanId());
    }

    private static Bytes key(String scanId) {
        return Bytes.wrap(scanId.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(JobState job) {
        return job.getScanId();
    }

    private long now() {
        return context().currentSystemTimeMs();
    }

    private ProcessorContext<byte[], byte[]> context() {
        return initialised(context);
    }

    private KeyValueStore<Bytes, byte[]> jobs() {
        return initialised(jobs);
    }

    private BatchShards shards() {
        return initialised(shards);
    }

    private DeadlineIndex deadlines() {
        return initialised(deadlines);
    }

    private static <T> T initialised(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return part;
    }
}
