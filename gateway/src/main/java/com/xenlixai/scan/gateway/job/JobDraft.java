package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StageProgress;
import com.xenlixai.scan.contract.event.StageState;
import com.xenlixai.scan.contract.event.StatusEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One step of {@link JobMachine} in the making: a copy of a job that only lets itself be raised.
/// Lives for one event, on one thread.
final class JobDraft {

    private static final int TEASER_PROGRESS = 60;
    private static final int FULL_PROGRESS = 100;

    private final JobState before;
    private final Instant now;
    private @Nullable ScanOrder order;
    private JobStatus status;
    private @Nullable Stage stage;
    private int progress;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private final List<StageProgress> stages;
    private @Nullable FailureDetail failure;
    private @Nullable String requestHash;
    private @Nullable String waitReason;
    private @Nullable Instant waitUntil;
    private @Nullable String traceId;
    private boolean changed;

    JobDraft(JobState before, Instant now) {
        this.before = before;
        this.now = now;
        order = before.getOrder();
        status = before.getStatus();
        stage = before.getStage();
        progress = before.getProgress();
        startedAt = before.getStartedAt();
        finishedAt = before.getFinishedAt();
        stages = new ArrayList<>(before.getStages());
        failure = before.getFailure();
        requestHash = before.getRequestHash();
        waitReason = before.getWaitReason();
        waitUntil = before.getWaitUntil();
        traceId = before.getTraceId();
    }

    static JobState empty(String scanId) {
        List<StageProgress> waiting =
                Arrays.stream(Stage.values())
                        .map(stage -> new StageProgress(stage, StageState.WAITING, null, -1L, 0))
                        .toList();
        return new JobState(
                null,
                scanId,
                JobStatus.QUEUED,
                null,
                0,
                0L,
                null,
                Instant.EPOCH,
                null,
                waiting,
                null,
                null,
                null,
                null,
                null);
    }

    void accept(StatusEvent event) {
        if (order != null || event.getOrder() == null) {
            return;
        }
        order = event.getOrder();
        requestHash = event.getRequestHash();
        traceId = event.getTraceId();
        changed = true;
        skipBefore(order.getReplayFrom());
    }

    /// What a replay does not do again is skipped from the start. The job does not run for that.
    private void skipBefore(@Nullable Stage first) {
        if (first == null) {
            return;
        }
        // Parsing is the first half of the analyze stage.
        Stage begin = first == Stage.ANALYZE ? Stage.PARSE : first;
        for (Stage earlier : Stage.values()) {
            if (earlier.ordinal() < begin.ordinal()) {
                raise(earlier, StageState.SKIPPED, 0, -1);
            }
        }
    }

    void start(@Nullable Stage begun, int attempt) {
        if (begun == null) {
            return;
        }
        reach(begun, startOf(begun));
        raise(begun, StageState.RUNNING, attempt, -1);
    }

    /// A stage that was over soon tells its end alone, and with it when it began.
    void finish(StatusEvent event) {
        Stage ended = event.getStage();
        if (ended == null) {
            return;
        }
        Instant begun = now.minusMillis(Math.max(0, event.getDurationMillis()));
        reach(ended, endOf(ended), begun);
        raise(
                ended,
                StageState.DONE,
                Math.max(1, event.getAttempt()),
                begun,
                event.getDurationMillis());
    }

    void skip(@Nullable Stage skipped) {
        if (skipped == null) {
            return;
        }
        reach(skipped, endOf(skipped));
        raise(skipped, StageState.SKIPPED, 0, -1);
    }

    void retry(StatusEvent event) {
        Stage retried = event.getStage();
        if (retried == null || isPast(retried, event.getAttempt())) {
            return;
        }
        FailureDetail reason = event.getFailure();
        // Without a failure the scan waits for its site's turn: that is still the queue.
        if (reason != null) {
            start(retried, event.getAttempt());
        }
        String why = reason == null ? "POLITENESS" : reason.getCause().name();
        if (!why.equals(waitReason) || !Objects.equals(waitUntil, event.getWaitUntil())) {
            waitReason = why;
            waitUntil = event.getWaitUntil();
            changed = true;
        }
    }

    void fail(@Nullable Stage failed, @Nullable FailureDetail detail) {
        if (failed != null) {
            start(failed, 1);
            raise(failed, StageState.FAILED, 1, -1);
        }
        failure = detail == null ? internal(failed) : detail;
        end(JobStatus.FAILED);
    }

    void expire(@Nullable FailureDetail detail) {
        // The queue's limit says nothing about a scan that has left the queue meanwhile.
        boolean late =
                detail != null && detail.getCause() == Cause.EXPIRED && status != JobStatus.QUEUED;
        if (late) {
            return;
        }
        failure = detail == null ? internal(stage) : detail;
        if (stage != null && stages.get(stage.ordinal()).getState() == StageState.RUNNING) {
            raise(stage, StageState.FAILED, 0, -1);
        }
        end(JobStatus.FAILED);
    }

    void cancel() {
        end(JobStatus.CANCELLED);
    }

    void teaserReady() {
        reach(Stage.ANALYZE, TEASER_PROGRESS);
        raise(Stage.ANALYZE, StageState.RUNNING, 1, -1);
        if (status != JobStatus.TEASER_READY) {
            status = JobStatus.TEASER_READY;
            changed = true;
        }
    }

    void fullReady() {
        reach(Stage.GENERATE, FULL_PROGRESS);
        raise(Stage.GENERATE, StageState.DONE, 1, -1);
        end(JobStatus.FULL_READY);
    }

    JobState result() {
        if (!changed) {
            return before;
        }
        Instant updatedAt = now.isAfter(before.getUpdatedAt()) ? now : before.getUpdatedAt();
        return new JobState(
                order,
                before.getScanId(),
                status,
                stage,
                progress,
                before.getVersion() + 1,
                startedAt,
                updatedAt,
                finishedAt,
                List.copyOf(stages),
                failure,
                requestHash,
                waitReason,
                waitUntil,
                traceId);
    }

    private void end(JobStatus terminal) {
        status = terminal;
        finishedAt = now;
        endWait();
        changed = true;
    }

    private void reach(Stage reached, int atLeast) {
        reach(reached, atLeast, now);
    }

    /// The job is at least in that stage: it runs, and what comes before that stage is over.
    private void reach(Stage reached, int atLeast, Instant begun) {
        if (status == JobStatus.QUEUED) {
            status = JobStatus.RUNNING;
            changed = true;
        }
        if (startedAt == null) {
            startedAt = begun;
            changed = true;
        }
        if (stage == null || stage.ordinal() < reached.ordinal()) {
            stage = reached;
            changed = true;
        }
        if (progress < atLeast) {
            progress = atLeast;
            changed = true;
        }
        for (Stage earlier : Stage.values()) {
            if (earlier.ordinal() < reached.ordinal()) {
                raise(earlier, StageState.DONE, 1, -1);
            }
        }
    }

    private void raise(Stage which, StageState state, int attempt, long durationMillis) {
        raise(which, state, attempt, state == StageState.RUNNING ? now : null, durationMillis);
    }

    private void raise(
            Stage which,
            StageState state,
            int attempt,
            @Nullable Instant begun,
            long durationMillis) {
        StageProgress known = stages.get(which.ordinal());
        StageState raised = rank(state) > rank(known.getState()) ? state : known.getState();
        int attempts = Math.max(attempt, known.getAttempts());
        long duration = known.getDurationMillis() >= 0 ? known.getDurationMillis() : durationMillis;
        Instant since = known.getStartedAt() == null ? begun : known.getStartedAt();
        StageProgress result = new StageProgress(which, raised, since, duration, attempts);
        if (!result.equals(known)) {
            stages.set(which.ordinal(), result);
            changed = true;
            endWait();
        }
    }

    private void endWait() {
        waitReason = null;
        waitUntil = null;
    }

    private boolean isPast(Stage retried, int attempt) {
        StageProgress known = stages.get(retried.ordinal());
        return rank(known.getState()) > rank(StageState.RUNNING) || known.getAttempts() > attempt;
    }

    private static FailureDetail internal(@Nullable Stage where) {
        return new FailureDetail(Cause.INTERNAL, "no reason was given", where);
    }

    private static int rank(StageState state) {
        return switch (state) {
            case WAITING -> 0;
            case RUNNING -> 1;
            case DONE -> 2;
            case SKIPPED -> 3;
            case FAILED -> 4;
        };
    }

    private static int startOf(Stage stage) {
        return switch (stage) {
            case CRAWL -> 5;
            case PARSE -> 25;
            case ANALYZE -> 35;
            case GENERATE -> 70;
        };
    }

    private static int endOf(Stage stage) {
        return switch (stage) {
            case CRAWL -> 25;
            case PARSE -> 35;
            case ANALYZE -> 70;
            case GENERATE -> 95;
        };
    }
}
