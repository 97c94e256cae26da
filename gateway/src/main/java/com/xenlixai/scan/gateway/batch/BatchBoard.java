package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.LatestState;
import com.xenlixai.scan.gateway.job.Waiters;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Answers for every batch id from this gateway's view. Non-blocking and thread-safe.
public final class BatchBoard {

    private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

    /// However many jobs of a batch change, its followers hear of it four times a second at most.
    private static final Duration COALESCED = Duration.ofMillis(250);

    private final BatchView batches;
    private final BatchTallies tallies;
    private final Waiters<String> waiters;
    private final JobIds ids;
    private final LatestState latest;
    private final Clock clock;

    BatchBoard(
            BatchView batches,
            BatchTallies tallies,
            Waiters<String> waiters,
            JobIds ids,
            LatestState latest,
            Clock clock) {
        this.batches = batches;
        this.tallies = tallies;
        this.waiters = waiters;
        this.ids = ids;
        this.latest = latest;
        this.clock = clock;
    }

    /// The batch. Fails with 404 for what this tenant was never given, 410 for what was forgotten
    /// after its retention, and 503 while the state is not to be had.
    public Mono<BatchState> state(String tenant, String batchId) {
        return Mono.fromSupplier(
                () ->
                        batches.find(batchId)
                                .map(batch -> ofTenant(batch, tenant))
                                .orElseGet(() -> unseen(tenant, batchId)));
    }

    Mono<BatchDocument> find(String tenant, String batchId) {
        return state(tenant, batchId)
                .map(batch -> BatchDocument.of(batch, tallies.counts(batchId)));
    }

    /// The batch as it stands now, on whichever gateway; see {@link LatestState}. Fails as
    /// {@link #find} does, and with 503 while this gateway is behind the log.
    Mono<BatchDocument> latest(String tenant, String batchId) {
        return find(tenant, batchId)
                .flatMap(
                        document ->
                                document.over()
                                        ? Mono.just(document)
                                        : latest.confirmed()
                                                .then(Mono.defer(() -> find(tenant, batchId))));
    }

    /// The batch's documents, the present one first, until its end. Fails as {@link #find} does.
    Flux<BatchDocument> follow(String tenant, String batchId) {
        return find(tenant, batchId)
                .flatMapMany(
                        first ->
                                first.over()
                                        ? Flux.just(first)
                                        : waiters.watch(batchId, () -> batchId)
                                                .sample(COALESCED)
                                                .concatMap(_ -> find(tenant, batchId))
                                                .startWith(first)
                                                .distinctUntilChanged(
                                                        document -> document.version().tag())
                                                .takeUntil(BatchDocument::over));
    }

    private static BatchState ofTenant(BatchState batch, String tenant) {
        if (!batch.getTenant().equals(tenant)) {
            throw ProblemException.notFound();
        }
        return batch;
    }

    private BatchState unseen(String tenant, String batchId) {
        if (!ids.verify(IdKind.BATCH, tenant, batchId)) {
            throw ProblemException.notFound();
        }
        if (!ids.isYoungerThan(batchId, ON_ITS_WAY)) {
            throw ProblemException.of(
                    ProblemType.GONE, "The batch was forgotten after its retention.");
        }
        return BatchState.newBuilder()
                .setBatchId(batchId)
                .setTenant(tenant)
                .setSubmittedAt(ids.madeAt(batchId).orElseGet(clock::instant))
                .build();
    }
}
