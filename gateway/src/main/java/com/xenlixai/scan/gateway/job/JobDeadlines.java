package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.job.DeadlineIndex.Due;
import com.xenlixai.scan.gateway.job.DeadlineIndex.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// When something about the jobs and batches of one task falls due. All of it follows from the jobs
/// and the batches' counts, so it is kept in no log: a task that comes up works it out anew. What is
/// noted too early or for a job that has moved on does no harm, since whoever acts on it looks at
/// the job first. For one thread.
final class JobDeadlines {

    private static final Duration STRAY_MEMORY = Duration.ofHours(1);

    /// Whether a scan still waits is looked at so often: what is noted is not taken back when the
    /// scan begins, and notes for a whole day of scans would be more than the scans themselves.
    private static final Duration LOOK_AT_QUEUE = Duration.ofMinutes(30);

    /// Of those that wait when a task comes up. Otherwise a million of them were looked at in one
    /// go half an hour later, before anything that falls due meanwhile.
    private static final int LOOKED_AT_A_SECOND = 1_000;

    private final DeadlineIndex index;
    private final Duration retirement;
    private final Duration retention;

    /// @param retirement how long a finished job stays in the live state at least
    /// @param retention of batches' counts, from the end of the batch
    JobDeadlines(DeadlineIndex index, Duration retirement, Duration retention) {
        this.index = index;
        this.retirement = retirement;
        this.retention = retention;
    }

    /// Works out what is due of all that the task has. Takes about a second for 200,000 jobs.
    void workOut(KeyValueStore<Bytes, byte[]> jobs, List<BatchCounts> batches, long nowMillis) {
        // What an earlier life of this task has left: otherwise a job would be asked about once
        // for each life.
        index.clear();
        int waiting = 0;
        try (KeyValueIterator<Bytes, byte[]> all = jobs.all()) {
            while (all.hasNext()) {
                JobState job = EventCodec.decode(all.next().value, JobState.class);
                ScanOrder order = job.getOrder();
                if (order != null && job.getStatus() == JobStatus.QUEUED) {
                    long later = Duration.ofSeconds(waiting++ / LOOKED_AT_A_SECOND).toMillis();
                    queued(order, nowMillis + later);
                } else {
                    workOut(job, order, nowMillis);
                }
            }
        }
        batches.forEach(counts -> batch(counts, nowMillis));
    }

    private void workOut(JobState job, @Nullable ScanOrder order, long nowMillis) {
        if (order == null) {
            stray(job.getScanId(), job.getUpdatedAt().toEpochMilli());
        } else if (JobStatuses.isTerminal(job.getStatus())) {
            ended(job.getScanId(), millis(job.getFinishedAt(), nowMillis));
        } else {
            // The stage's clock may be wrong; no scan runs before it is ordered, or later than now.
            long ordered = Math.min(order.getSubmittedAt().toEpochMilli(), nowMillis);
            begun(order, Math.clamp(millis(job.getStartedAt(), nowMillis), ordered, nowMillis));
        }
    }

    /// Events came of a scan that nobody has ordered.
    void stray(String scanId, long nowMillis) {
        index.put(new Due(nowMillis + STRAY_MEMORY.toMillis(), Kind.FORGET, scanId));
    }

    /// The scan waits: at the end of its time in the queue it is due, and before that now and then,
    /// to be noted again as long as it waits.
    void queued(ScanOrder order, long nowMillis) {
        long at = Math.min(queueEnd(order), nowMillis + LOOK_AT_QUEUE.toMillis());
        index.put(new Due(at, Kind.QUEUE, order.getScanId()));
    }

    /// True when the scan has waited for as long as it may.
    static boolean hasWaited(ScanOrder order, long nowMillis) {
        return queueEnd(order) <= nowMillis;
    }

    void begun(ScanOrder order, long nowMillis) {
        index.put(runEnd(order, nowMillis));
    }

    void ended(String scanId, long nowMillis) {
        index.put(new Due(nowMillis + retirement.toMillis(), Kind.RETIRE, scanId));
    }

    /// A finished job is to be asked about again, unless it has left by then.
    void askAgain(String scanId, long thenMillis) {
        index.put(new Due(thenMillis, Kind.RETIRE, scanId));
    }

    /// The batch's counts may be forgotten some time after its end; nothing for one that goes on.
    void batch(BatchCounts counts, long nowMillis) {
        if (JobMachine.haveEnded(counts) && counts.getLastEnd() != null) {
            long end = counts.getLastEnd().plus(retention).toEpochMilli();
            index.put(new Due(Math.max(end, nowMillis), Kind.BATCH, counts.getBatchId()));
        }
    }

    /// Takes out what is due by then, as {@link DeadlineIndex#take}.
    List<Due> take(long nowMillis, int enough) {
        return index.take(nowMillis, enough);
    }

    private static Due runEnd(ScanOrder order, long nowMillis) {
        return new Due(nowMillis + order.getTimeoutMillis(), Kind.RUN, order.getScanId());
    }

    private static long queueEnd(ScanOrder order) {
        return order.getSubmittedAt().toEpochMilli() + order.getQueueTtlMillis();
    }

    private static long millis(@Nullable Instant at, long otherwise) {
        return at == null ? otherwise : at.toEpochMilli();
    }
}
