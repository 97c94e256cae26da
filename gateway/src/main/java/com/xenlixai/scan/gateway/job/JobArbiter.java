package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
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
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Folds the status events of one partition into jobs and says what follows from them: the job's
/// new state, the first request to crawl, and word to the stages about what nobody wants any more.
/// It alone sets terminal states. Everything that one event causes is one Kafka transaction, so no
/// job half exists. Runs on its task's thread.
final class JobArbiter implements Processor<byte[], byte[], byte[], byte[]> {

    static final String JOBS = "jobs";
    static final String DEADLINES = "deadlines";
    static final String SHARDS = "batch-shards";

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TELL_COUNTS = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_COMMITS = Duration.ofMillis(10);
    private static final int MOST_DUE_AT_ONCE = 5_000;

    private final SiteKeys sites;
    private final Retirement retirement;
    private final JobMeters meters;
    private final Traces traces;
    private final Duration retention;

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<Bytes, byte[]> jobs;
    private @Nullable JobDeadlines deadlines;
    private @Nullable BatchShards shards;
    private @Nullable Verdicts verdicts;
    private @Nullable PromptCommits commits;

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
        verdicts = new Verdicts(taskContext, sites);
        PromptCommits prompt = new PromptCommits(taskContext::commit);
        commits = prompt;
        jobs = taskContext.getStateStore(JOBS);
        shards =
                new BatchShards(
                        taskContext.getStateStore(SHARDS), taskContext.taskId().partition());
        deadlines =
                new JobDeadlines(
                        new DeadlineIndex(taskContext.getStateStore(DEADLINES)),
                        retirement.after(),
                        retention);
        deadlines.workOut(jobs, shards.counts(), now());
        taskContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::endWhatIsDue);
        taskContext.schedule(TELL_COUNTS, PunctuationType.WALL_CLOCK_TIME, this::tellCounts);
        taskContext.schedule(LOOK_FOR_COMMITS, PunctuationType.WALL_CLOCK_TIME, prompt::whatIsOwed);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        StatusEvent event;
        try {
            event = decode(record);
        } catch (UndecodableEventException e) {
            meters.undecodable();
            verdicts().bury(record, e);
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
                deadlines().stray(after.getScanId(), now());
            }
            return;
        }
        verdicts().job(before, after, encoded, headers);
        JobLines.tell(before, after);
        shards().moved(before, after);
        follow(before, after, order, headers);
        if (order.getBatchId() == null) {
            commits().wanted(now());
        }
    }

    private void follow(JobState before, JobState after, ScanOrder order, Headers headers) {
        boolean ordered = before.getOrder() == null;
        boolean ended = JobStatuses.isTerminal(after.getStatus());
        boolean runs = after.getStatus() != JobStatus.QUEUED;
        boolean ran = before.getStatus() != JobStatus.QUEUED;
        boolean leavesQueue = !ordered && !ran && runs;
        if (ended) {
            if (!JobStatuses.isTerminal(before.getStatus())) {
                verdicts().tellStages(after);
            }
            meters.ended(after, order);
            deadlines().ended(after.getScanId(), now());
            return;
        }
        // What is run again from the log is in the log already.
        if (ordered && order.getReplayOf() == null) {
            verdicts().requestCrawl(order, headers);
        }
        if (ordered && !runs) {
            deadlines().queued(order, now());
        }
        if (leavesQueue || ordered && runs) {
            deadlines().begun(order, now());
        }
        if (after.getStatus() == JobStatus.TEASER_READY
                && before.getStatus() != after.getStatus()) {
            meters.teaserReady(after, order);
        }
    }

    /// The job leaves the live state; whoever keeps it was asked before.
    private void retire(JobState job) {
        if (job.getOrder() == null || !JobStatuses.isTerminal(job.getStatus())) {
            return;
        }
        jobs().delete(key(job.getScanId()));
        shards().leaves(job);
        verdicts().left(job);
    }

    private void endWhatIsDue(long nowMillis) {
        for (Due due : deadlines().take(nowMillis, MOST_DUE_AT_ONCE)) {
            if (due.kind() == Kind.BATCH) {
                shards().forget(due.scanId(), retention, Instant.ofEpochMilli(nowMillis))
                        .ifPresent(verdicts()::noCounts);
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
                    if (JobDeadlines.hasWaited(order, nowMillis)) {
                        fail(job, Cause.EXPIRED, waited(order), nowMillis);
                    } else {
                        deadlines().queued(order, nowMillis);
                    }
                }
            }
            case RUN -> {
                if (order != null && !JobStatuses.isTerminal(job.getStatus())) {
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
                deadlines().askAgain(due.scanId(), nowMillis + retirement.again().toMillis());
            }
        }
    }

    private void tellCounts(long nowMillis) {
        for (BatchCounts counts : shards().tell()) {
            verdicts().counts(counts);
            deadlines().batch(counts, nowMillis);
        }
    }

    private void fail(JobState job, Cause cause, String message, long nowMillis) {
        var event =
                StatusEvent.newBuilder()
                        .setEventId(
                                EventIds.status(
                                        job.getScanId(), StatusKind.DEADLINE_PASSED, null, 1))
                        .setScanId(job.getScanId())
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

    private static Bytes key(String scanId) {
        return Bytes.wrap(scanId.getBytes(StandardCharsets.UTF_8));
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

    private Verdicts verdicts() {
        return initialised(verdicts);
    }

    private PromptCommits commits() {
        return initialised(commits);
    }

    private JobDeadlines deadlines() {
        return initialised(deadlines);
    }

    private static <T> T initialised(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return part;
    }
}
