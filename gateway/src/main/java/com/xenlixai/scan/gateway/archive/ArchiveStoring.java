package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.gateway.sink.Storing;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What becomes of `scan-jobs`: jobs in a terminal state are archived and
/// told of, others pass by.
final class ArchiveStoring implements Storing<JobState, JobState> {

    private final ArchiveStore store;
    private final List<EndedJobs> others;

    ArchiveStoring(ArchiveStore store, List<EndedJobs> others) {
        this.store = store;
        this.others = List.copyOf(others);
    }

    @Override
    public List<JobState> prepare(JobState job) {
        return switch (job.getStatus()) {
            case QUEUED, RUNNING, TEASER_READY -> List.of();
            case FULL_READY, FAILED, CANCELLED -> List.of(job);
        };
    }

    @Override
    public Mono<Void> store(List<JobState> jobs) {
        return store.save(jobs)
                .thenMany(Flux.fromIterable(others).concatMap(other -> other.ended(jobs)))
                .then();
    }

    @Override
    public List<StatusEvent> told(List<JobState> jobs) {
        return List.of();
    }
}
