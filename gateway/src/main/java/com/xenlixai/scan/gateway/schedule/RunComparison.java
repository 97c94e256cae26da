package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.gateway.batch.Batches;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.round.Rounds;
import com.xenlixai.scan.gateway.schedule.RunStore.Falls;
import com.xenlixai.scan.gateway.schedule.RunStore.Open;
import com.xenlixai.scan.gateway.webhook.Callbacks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/// Looks which runs' batches have ended, compares their scores with those of the run before, and
/// tells of falls. Every gateway looks; what is told is told once. Blocking, for virtual threads.
final class RunComparison implements Rounds.Work {

    private static final String SCORE_FELL = "schedule.score_fell";
    private static final int MOST = 200;

    private final RunStore runs;
    private final Batches batches;
    private final Callbacks callbacks;
    private final DatabaseGuard guard;

    RunComparison(RunStore runs, Batches batches, Callbacks callbacks, DatabaseGuard guard) {
        this.runs = runs;
        this.batches = batches;
        this.callbacks = callbacks;
        this.guard = guard;
    }

    @Override
    public boolean round() throws InterruptedException {
        for (Open run : guard.await(runs.open(MOST)).orElse(List.of())) {
            guard.await(look(run));
        }
        return false;
    }

    private Mono<Void> look(Open run) {
        return batches.isOver(run.tenant(), run.batchId())
                .filter(over -> over)
                .flatMap(_ -> compare(run))
                .onErrorResume(
                        ProblemException.class,
                        problem ->
                                problem.problem().type() == ProblemType.UNAVAILABLE
                                        ? Mono.error(problem)
                                        : runs.refuse(
                                                run.scheduleId(),
                                                run.runAt(),
                                                problem.problem().type(),
                                                "the batch is not known any more"));
    }

    private Mono<Void> compare(Open run) {
        if (run.maxDrop() == null || run.previousBatchId() == null) {
            return finish(run, 0);
        }
        return runs.falls(run.batchId(), run.previousBatchId(), run.maxDrop())
                .flatMap(
                        falls ->
                                tell(run, falls)
                                        .then(Mono.defer(() -> finish(run, (int) falls.total()))));
    }

    private Mono<Void> tell(Open run, Falls falls) {
        String url = run.callbackUrl();
        if (url == null || falls.total() == 0) {
            return Mono.empty();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("scheduleId", run.scheduleId());
        data.put("batchId", run.batchId());
        data.put("previousBatchId", String.valueOf(run.previousBatchId()));
        data.put("maxScoreDrop", run.maxDrop() == null ? 0 : run.maxDrop());
        data.put("total", falls.total());
        data.put("pages", falls.pages());
        return callbacks.tell(run.tenant(), run.batchId(), SCORE_FELL, url, data);
    }

    private Mono<Void> finish(Open run, int fell) {
        return runs.finish(run.scheduleId(), run.runAt(), fell);
    }
}
