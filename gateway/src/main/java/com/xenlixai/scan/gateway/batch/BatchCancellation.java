package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.job.JobView;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Ends what nobody wants any more. The cancellation is written first; then each job that has not
/// ended is told. Every gateway looks now and then whether a cancelled batch still has such jobs,
/// so neither a gateway that dies half-way nor lines that arrive later leave any. Blocking, for
/// virtual threads.
class BatchCancellation {

    private static final Logger LOG = LoggerFactory.getLogger(BatchCancellation.class);

    private final BatchView batches;
    private final BatchTallies tallies;
    private final BatchLines lines;
    private final JobView jobs;
    private final BatchLog log;
    private final Clock clock;

    BatchCancellation(
            BatchView batches,
            BatchTallies tallies,
            BatchLines lines,
            JobView jobs,
            BatchLog log,
            Clock clock) {
        this.batches = batches;
        this.tallies = tallies;
        this.lines = lines;
        this.jobs = jobs;
        this.log = log;
        this.clock = clock;
    }

    void cancel(BatchState batch) throws InterruptedException {
        log.cancel(batch);
        tellJobs(batch);
    }

    @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT20S")
    void tellThoseThatAreLeft() throws InterruptedException {
        for (String batchId : tallies.unfinished()) {
            try {
                BatchState batch =
                        batches.find(batchId).filter(BatchState::getCancelled).orElse(null);
                if (batch != null) {
                    tellJobs(batch);
                }
            } catch (ProblemException e) {
                LOG.warn("batch {} is cancelled, but not all its jobs are told yet", batchId);
            }
        }
    }

    private void tellJobs(BatchState batch) throws InterruptedException {
        BatchLog.Run run = log.run();
        int count = lines.count(batch);
        for (int position = 0; position < count; position++) {
            String scanId = lines.scanId(batch, position);
            boolean live =
                    jobs.find(scanId)
                            .filter(job -> !JobStatuses.isTerminal(job.getStatus()))
                            .isPresent();
            if (live) {
                run.send(cancellation(scanId));
            }
        }
        run.await();
    }

    private StatusEvent cancellation(String scanId) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, StatusKind.CANCEL_REQUESTED, null, 1))
                .setScanId(scanId)
                .setKind(StatusKind.CANCEL_REQUESTED)
                .setOccurredAt(clock.instant())
                .build();
    }
}
