package com.xenlixai.scan.contract;

import com.xenlixai.scan.contract.event.JobStatus;

/// What can be told from a job's status alone.
public final class JobStatuses {

    private JobStatuses() {}

    /// True when nothing can happen to a job of that status any more.
    public static boolean isTerminal(JobStatus status) {
        return switch (status) {
            case QUEUED, RUNNING, TEASER_READY -> false;
            case FULL_READY, FAILED, CANCELLED -> true;
        };
    }
}
