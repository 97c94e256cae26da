package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The log's one line for each change of a job's state; of a batch's jobs, which may be a million,
/// only for how each ended. It names no URL: addresses may hold what is nobody's business, and are
/// the callers' text.
final class JobLines {

    private static final Logger LOG = LoggerFactory.getLogger(JobLines.class);
    private static final String TRACE = "traceId";

    private JobLines() {}

    static void tell(JobState before, JobState after) {
        boolean accepted = before.getOrder() == null;
        if (!accepted && before.getStatus() == after.getStatus()) {
            return;
        }
        if (isLine(after) && !JobStatuses.isTerminal(after.getStatus())) {
            return;
        }
        String traceId = after.getTraceId();
        if (traceId == null || MDC.get(TRACE) != null) {
            line(after);
            return;
        }
        // What a deadline causes has no event, and so no trace, of its own.
        try (var _ = MDC.putCloseable(TRACE, traceId)) {
            line(after);
        }
    }

    private static boolean isLine(JobState job) {
        return job.getOrder() != null && job.getOrder().getBatchId() != null;
    }

    private static void line(JobState job) {
        FailureDetail failure = job.getFailure();
        if (failure == null) {
            LOG.info("{}", job.getStatus());
        } else {
            LOG.info("{} {} in {}", job.getStatus(), failure.getCause(), failure.getStage());
        }
    }
}
