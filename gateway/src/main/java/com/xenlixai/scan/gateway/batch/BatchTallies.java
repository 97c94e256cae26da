package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.job.JobObserver;
import com.xenlixai.scan.gateway.job.JobView;
import com.xenlixai.scan.gateway.job.Waiters;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts each batch's jobs by where they stand, as this gateway's view has them. A job counts by
/// its state, not by its events: when it moves, one count falls and another rises, so repeats and
/// crashes change nothing. One thread writes, any thread reads.
final class BatchTallies implements JobObserver {

    private final ConcurrentMap<String, BatchTally> tallies = new ConcurrentHashMap<>();
    private final Waiters<String> waiters;
    private final Clock clock;

    BatchTallies(Waiters<String> waiters, Clock clock) {
        this.waiters = waiters;
        this.clock = clock;
    }

    @Override
    public void opened(JobView view) {
        tallies.clear();
        view.eachInBatches(
                entry ->
                        of(entry.batchId())
                                .add(
                                        entry.status(),
                                        entry.cause(),
                                        entry.finishedAt(),
                                        Instant.EPOCH));
    }

    @Override
    public void changed(@Nullable JobState before, @Nullable JobState after) {
        JobState job = after == null ? before : after;
        ScanOrder order = job == null ? null : job.getOrder();
        String batchId = order == null ? null : order.getBatchId();
        if (batchId == null) {
            return;
        }
        // A job that leaves the view has ended and stays counted as what it was.
        if (after == null) {
            return;
        }
        BatchTally tally = of(batchId);
        if (before != null) {
            tally.remove(before.getStatus());
        }
        tally.add(after.getStatus(), cause(after), after.getFinishedAt(), clock.instant());
        waiters.changed(batchId, batchId);
    }

    /// The counts of the batch; all zero for one without jobs.
    BatchTally.Counts counts(String batchId) {
        BatchTally tally = tallies.get(batchId);
        return tally == null ? BatchTally.NONE : tally.counts(clock.instant());
    }

    /// Batches that have jobs which have not ended.
    Set<String> unfinished() {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().counts(clock.instant()).live() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private BatchTally of(String batchId) {
        return tallies.computeIfAbsent(batchId, _ -> new BatchTally());
    }

    private static @Nullable Cause cause(JobState job) {
        return job.getStatus() == JobStatus.FAILED && job.getFailure() != null
                ? job.getFailure().getCause()
                : null;
    }
}
