package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.access.TenantData;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// A tenant's batches, to be erased: they quote lines of its uploads.
final class TenantBatches implements TenantData {

    private final BatchView batches;
    private final BatchLog log;
    private final Scheduler threads;

    TenantBatches(BatchView batches, BatchLog log, Scheduler threads) {
        this.batches = batches;
        this.log = log;
        this.threads = threads;
    }

    @Override
    public Mono<Long> erase(String tenant, Instant orderedUntil) {
        return Mono.fromCallable(
                        () -> {
                            List<String> found = batches.submittedUntil(tenant, orderedUntil);
                            for (String batchId : found) {
                                log.forget(batchId);
                            }
                            return (long) found.size();
                        })
                .subscribeOn(threads);
    }
}
