package com.xenlixai.scan.gateway.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A batch as clients see it. The counts add up to the total in every answer.
///
/// @param sealed false while the upload is not complete; then the total still grows
/// @param counts every state, also those with none
/// @param progress how many of the scans have ended, in per cent
/// @param etaSeconds absent while nothing ends
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchDocument(
        String batchId,
        boolean sealed,
        boolean cancelled,
        long total,
        @Nullable Long rejected,
        Map<JobStatus, Long> counts,
        Map<Cause, Long> causes,
        int progress,
        double ratePerSecond,
        @Nullable Long etaSeconds,
        Instant submittedAt,
        @Nullable Instant finishedAt,
        Map<String, String> links) {

    static BatchDocument of(BatchState batch, BatchTally.Counts seen) {
        boolean sealed = batch.getSealed();
        long total = Math.max(seen.seen(), sealed ? batch.getAccepted() : 0);
        long ended = seen.ended();
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            counts.put(status, seen.of(status));
        }
        // What is in the log and not yet in the view waits in the queue.
        counts.merge(JobStatus.QUEUED, total - seen.seen(), Long::sum);
        boolean over = sealed && ended == total;
        double rate = over ? 0 : Math.round(seen.ratePerSecond() * 100) / 100.0;
        Instant finishedAt = seen.lastEnd() == null ? batch.getSubmittedAt() : seen.lastEnd();
        return new BatchDocument(
                batch.getBatchId(),
                sealed,
                batch.getCancelled(),
                total,
                sealed ? batch.getRejected() : null,
                counts,
                new TreeMap<>(seen.causes()),
                total == 0 ? (sealed ? 100 : 0) : (int) (100 * ended / total),
                rate,
                rate > 0 && sealed ? (long) Math.ceil((total - ended) / rate) : null,
                batch.getSubmittedAt(),
                over ? finishedAt : null,
                BatchLinks.of(batch.getBatchId()));
    }

    boolean over() {
        return finishedAt != null;
    }

    /// What of the document never goes back.
    BatchVersion version() {
        return new BatchVersion(
                counts.getOrDefault(JobStatus.FULL_READY, 0L),
                counts.getOrDefault(JobStatus.FAILED, 0L),
                counts.getOrDefault(JobStatus.CANCELLED, 0L),
                total,
                sealed,
                counts.hashCode());
    }
}
