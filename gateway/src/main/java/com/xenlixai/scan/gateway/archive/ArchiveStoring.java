package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.gateway.sink.Storing;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What becomes of `scan-jobs`: jobs in a terminal state are archived and
/// told of, others pass by.
final class ArchiveStoring implements Storing<JobState, JobState> {

    private static final Set<String> UNDER_WAY =
            Arrays.stream(JobStatus.values())
                    .filter(status -> !JobStatuses.isTerminal(status))
                    .map(JobStatus::name)
                    .collect(Collectors.toUnmodifiableSet());

    private final ArchiveStore store;
    private final List<EndedJobs> others;

    ArchiveStoring(ArchiveStore store, List<EndedJobs> others) {
        this.store = store;
        this.others = List.copyOf(others);
    }

    @Override
    public boolean concerns(Headers headers) {
        return EventHeaders.get(headers, EventHeaders.JOB_STATUS)
                .map(name -> !UNDER_WAY.contains(name))
                .orElse(true);
    }

    @Override
    public List<JobState> prepare(JobState job) {
        return JobStatuses.isTerminal(job.getStatus()) ? List.of(job) : List.of();
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
