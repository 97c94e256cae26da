package com.xenlixai.scan.gateway.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StageProgress;
import com.xenlixai.scan.contract.event.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as clients see it. What there is nothing to say of is absent.
///
/// @param attempt of the stage that the job is in
/// @param version grows with every change
/// @param traceId of the trace that all work on the scan belongs to
/// @param replayOf the scan that fetched the page, where this one runs it again from the log
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusDocument(
        String scanId,
        @Nullable String url,
        JobStatus status,
        @Nullable Stage stage,
        int progress,
        @Nullable Integer attempt,
        long version,
        @Nullable Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant updatedAt,
        @Nullable Instant finishedAt,
        List<StageLine> stages,
        @Nullable Queue queue,
        @Nullable Failure error,
        @Nullable String batchId,
        @Nullable String traceId,
        @Nullable String replayOf,
        Map<String, String> links) {

    /// How one stage went.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StageLine(
            Stage stage,
            StageState state,
            @Nullable Instant startedAt,
            @Nullable Long durationMs,
            @Nullable Integer attempts) {

        private static StageLine of(StageProgress progress) {
            return new StageLine(
                    progress.getStage(),
                    progress.getState(),
                    progress.getStartedAt(),
                    progress.getDurationMillis() < 0 ? null : progress.getDurationMillis(),
                    progress.getAttempts() == 0 ? null : progress.getAttempts());
        }
    }

    /// Why the scan waits.
    ///
    /// @param stalled true when the stage that is to come has no member; else absent
    /// @param waitSeconds how long it will wait still, as far as is known
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Queue(
            @Nullable Boolean stalled,
            @Nullable String reason,
            @Nullable Long place,
            @Nullable Long waitSeconds) {

        private static final String NO_MEMBER = "NO_MEMBER";

        static @Nullable Queue of(JobState job, StageOutlook outlook, Instant now) {
            if (JobStatuses.isTerminal(job.getStatus())) {
                return null;
            }
            if (isStalled(job, outlook)) {
                return new Queue(true, NO_MEMBER, null, null);
            }
            if (job.getWaitReason() == null) {
                return null;
            }
            Instant until = job.getWaitUntil();
            Long seconds =
                    until == null ? null : Math.max(0, Duration.between(now, until).toSeconds());
            return new Queue(null, job.getWaitReason(), null, seconds);
        }

        private static boolean isStalled(JobState job, StageOutlook outlook) {
            ScanOrder order = job.getOrder();
            if (order == null) {
                return false;
            }
            for (StageProgress stage : job.getStages()) {
                boolean open =
                        stage.getState() == StageState.WAITING
                                || stage.getState() == StageState.RUNNING;
                if (open) {
                    return outlook.isStalled(stage.getStage(), order.getLane());
                }
            }
            return false;
        }
    }

    /// Why it failed.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(Cause cause, String message, @Nullable Stage stage) {

        private static @Nullable Failure of(@Nullable FailureDetail detail) {
            return detail == null
                    ? null
                    : new Failure(detail.getCause(), detail.getMessage(), detail.getStage());
        }
    }

    static StatusDocument of(JobState job, StageOutlook outlook, Instant now) {
        return of(job, Queue.of(job, outlook, now));
    }

    static StatusDocument of(JobState job, @Nullable Queue queue) {
        ScanOrder order = job.getOrder();
        Stage stage = job.getStage();
        Instant updatedAt = Instant.EPOCH.equals(job.getUpdatedAt()) ? null : job.getUpdatedAt();
        return new StatusDocument(
                job.getScanId(),
                order == null ? null : order.getUrl(),
                job.getStatus(),
                stage,
                job.getProgress(),
                stage == null ? null : job.getStages().get(stage.ordinal()).getAttempts(),
                job.getVersion(),
                order == null ? updatedAt : order.getSubmittedAt(),
                job.getStartedAt(),
                updatedAt,
                job.getFinishedAt(),
                job.getStages().stream().map(StageLine::of).toList(),
                queue,
                Failure.of(job.getFailure()),
                order == null ? null : order.getBatchId(),
                job.getTraceId(),
                order == null ? null : order.getReplayOf(),
                JobLinks.of(job.getScanId()));
    }
}
