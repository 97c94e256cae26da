package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A scan that is to be run again, and what is known of it.
///
/// @param number its place in the request, from 1
/// @param status null when there is no such scan, or none that anybody remembers
/// @param problem why nothing is known, or null
/// @param forgotten whether it was known once
/// @param submittedAt null when that is not known
record Wanted(
        int number,
        String scanId,
        @Nullable JobStatus status,
        @Nullable String problem,
        boolean forgotten,
        @Nullable Instant submittedAt,
        @Nullable Instant finishedAt) {

    static Wanted of(int number, JobState job) {
        ScanOrder order = job.getOrder();
        return new Wanted(
                number,
                job.getScanId(),
                job.getStatus(),
                null,
                false,
                order == null ? null : order.getSubmittedAt(),
                job.getFinishedAt());
    }

    /// Of a scan that was not looked up yet.
    static Wanted unasked(int number, String scanId, Instant submittedAt) {
        return new Wanted(number, scanId, null, null, false, submittedAt, null);
    }

    boolean isUnasked() {
        return status == null && problem == null;
    }

    static Wanted unknown(int number, String scanId, ProblemException problem) {
        String detail = problem.problem().detail();
        return new Wanted(
                number,
                scanId,
                null,
                detail == null ? problem.problem().type().title() + "." : detail,
                problem.problem().type() == ProblemType.GONE,
                null,
                null);
    }

    /// Whether the log may have its input.
    boolean isKnown() {
        return problem == null;
    }

    /// Whether its input was in the log and is not any more.
    ///
    /// @param kept since when the log keeps what it is given
    boolean isGone(Instant kept) {
        if (!isKnown()) {
            return forgotten;
        }
        return status == JobStatus.FULL_READY || finishedAt != null && finishedAt.isBefore(kept);
    }

    /// Why it cannot be run again, where the log does not have its input.
    String reason(ReplayRequest.From from, Instant kept) {
        if (problem != null) {
            return problem;
        }
        if (isGone(kept)) {
            return "Its %s is no longer in the log, which keeps it for %d h. Scan the URL again."
                    .formatted(from == ReplayRequest.From.ANALYZE ? "page" : "audit", hours(from));
        }
        boolean ended = finishedAt != null;
        return ended
                ? "The scan ended before its page came to that stage: there is nothing to run again."
                : "The scan has not come to that stage yet.";
    }

    private static long hours(ReplayRequest.From from) {
        return from.retention().toHours();
    }
}
