package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.round.Rounds;
import com.xenlixai.scan.gateway.webhook.Callbacks;
import com.xenlixai.scan.gateway.webhook.Callbacks.Awaited;
import com.xenlixai.scan.gateway.webhook.Callbacks.Subject;
import java.util.List;
import reactor.core.publisher.Mono;

/// Notes who wants to be told of a batch's end, and looks which of them have ended. Every gateway
/// looks; the message is one all the same. Blocking, for virtual threads; thread-safe.
final class BatchCallbacks implements Rounds.Work {

    private static final int MOST = 500;

    private final Callbacks callbacks;
    private final BatchBoard board;
    private final DatabaseGuard guard;

    BatchCallbacks(Callbacks callbacks, BatchBoard board, DatabaseGuard guard) {
        this.callbacks = callbacks;
        this.board = board;
        this.guard = guard;
    }

    void awaitBatch(String batchId, String tenant, ScanUrl url) throws InterruptedException {
        guard.await(callbacks.ask(Subject.BATCH, batchId, tenant, url));
    }

    void awaitScan(String scanId, String tenant, ScanUrl url) throws InterruptedException {
        guard.await(callbacks.ask(Subject.SCAN, scanId, tenant, url));
    }

    @Override
    public boolean round() throws InterruptedException {
        List<Awaited> awaited = guard.await(callbacks.awaitedBatches(MOST)).orElse(List.of());
        for (Awaited batch : awaited) {
            guard.await(look(batch));
        }
        return false;
    }

    private Mono<Void> look(Awaited batch) {
        return board.find(batch.tenant(), batch.batchId())
                .filter(BatchDocument::over)
                .flatMap(document -> callbacks.ended(batch, document))
                .onErrorResume(
                        ProblemException.class,
                        problem ->
                                problem.problem().type() == ProblemType.UNAVAILABLE
                                        ? Mono.error(problem)
                                        : callbacks.forget(batch));
    }
}
