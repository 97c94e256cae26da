package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.access.TenantData;
import com.xenlixai.scan.gateway.sink.Forgetting;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A tenant's jobs in the live state: those that run are cancelled, those that have ended leave.
final class TenantJobs implements TenantData {

    private static final int A_ROUND = 5_000;
    private static final int AT_ONCE = 32;

    private final JobView view;
    private final StatusWriter log;
    private final Forgetting forgetting;
    private final Clock clock;

    TenantJobs(JobView view, StatusWriter log, Forgetting forgetting, Clock clock) {
        this.view = view;
        this.log = log;
        this.forgetting = forgetting;
        this.clock = clock;
    }

    @Override
    public Mono<Long> erase(String tenant, Instant orderedUntil) {
        return Mono.<List<JobState>>fromCallable(
                        () -> view.submittedUntil(tenant, orderedUntil, A_ROUND))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(Flux::fromIterable)
                .flatMap(job -> end(job).thenReturn(job), AT_ONCE)
                .count();
    }

    private Mono<Void> end(JobState job) {
        String scanId = job.getScanId();
        return JobStatuses.isTerminal(job.getStatus())
                ? forgetting.forget(scanId)
                : log.write(
                        StatusEvent.newBuilder()
                                .setEventId(
                                        EventIds.status(
                                                scanId, StatusKind.CANCEL_REQUESTED, null, 1))
                                .setScanId(scanId)
                                .setKind(StatusKind.CANCEL_REQUESTED)
                                .setOccurredAt(clock.instant())
                                .build());
    }
}
