package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.contract.event.JobState;
import java.util.List;
import reactor.core.publisher.Mono;

/// Hears of jobs that have ended, once they are durable in the archive. It may hear of one again.
public interface EndedJobs {

    /// Completes when it need not hear of these any more; fails with the database's own errors.
    Mono<Void> ended(List<JobState> jobs);
}
