package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;

/// What the events of a scan add up to. States form a ladder and a job only climbs: status,
/// stage, progress and version never go back, the first terminal state stands, and a repeated or
/// late event leaves the job as it is. So any order, any repetition and the loss of any event that
/// a later one implies lead to the same place. A pure function; it knows no clock.
public final class JobMachine {

    private JobMachine() {}

    /// The job after that event; the very same object when the event changes nothing.
    public static JobState after(JobState job, StatusEvent event) {
        if (JobStatuses.isTerminal(job.getStatus())) {
            return afterItsEnd(job, event);
        }
        JobDraft draft = new JobDraft(job, event.getOccurredAt());
        switch (event.getKind()) {
            case ACCEPTED -> draft.accept(event);
            case STAGE_STARTED -> draft.start(event.getStage(), event.getAttempt());
            case STAGE_FINISHED -> draft.finish(event);
            case STAGE_SKIPPED -> draft.skip(event.getStage());
            case STAGE_RETRYING -> draft.retry(event);
            case STAGE_FAILED -> draft.fail(event.getStage(), event.getFailure());
            case TEASER_STORED -> draft.teaserReady();
            case REPORT_STORED -> draft.fullReady();
            case CANCEL_REQUESTED -> draft.cancel();
            case DEADLINE_PASSED -> draft.expire(event.getFailure());
            // That a job leaves the live state is no change of the job.
            case RETIRED, UNKNOWN -> {}
        }
        return draft.result();
    }

    /// A job of which nothing is known but its id.
    public static JobState begin(String scanId) {
        return JobDraft.empty(scanId);
    }

    /// True when nothing can happen to any of these jobs any more.
    public static boolean haveEnded(BatchCounts jobs) {
        return jobs.getStates().keySet().stream()
                .allMatch(name -> JobStatuses.isTerminal(JobStatus.valueOf(name)));
    }

    // Only the order may still be filled in: whose job it is must not depend on the events' order.
    private static JobState afterItsEnd(JobState job, StatusEvent event) {
        if (event.getKind() != StatusKind.ACCEPTED || job.getOrder() != null) {
            return job;
        }
        JobDraft draft = new JobDraft(job, event.getOccurredAt());
        draft.accept(event);
        return draft.result();
    }
}
