package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.gateway.batch.BatchBoard;
import com.xenlixai.scan.gateway.batch.BatchLog;
import com.xenlixai.scan.gateway.batch.BatchView;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.JobBoard;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.replay.ReplayRequest.Which;
import com.xenlixai.scan.gateway.report.StoredSpeeds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Finds out what a replay is about, and sees it through on a virtual thread of its own, whether
/// or not its client still listens. Thread-safe.
final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int MOST = 2;
    private static final int LOOKUPS_AT_ONCE = 16;
    private static final Duration LOOKUP = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /// Clocks differ: so much earlier than it can be is a record looked for.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final JobBoard board;
    private final BatchBoard batches;
    private final BatchView known;
    private final StoredSpeeds speeds;
    private final JobIds ids;
    private final Clock clock;
    private final Duration queueTtl;
    private final PageLog pages;
    private final BatchLog log;
    private final Executor threads;
    private final Semaphore free = new Semaphore(MOST);
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Replays(
            ReplaySources sources,
            JobIds ids,
            Clock clock,
            Duration queueTtl,
            PageLog pages,
            BatchLog log,
            Executor threads) {
        board = sources.board();
        batches = sources.batches();
        known = sources.known();
        speeds = sources.speeds();
        this.ids = ids;
        this.clock = clock;
        this.queueTtl = queueTtl;
        this.pages = pages;
        this.log = log;
        this.threads = threads;
    }

    /// What is run again, for whom, as which batch.
    ///
    /// @param keyed whether the same order may come again
    record Order(String tenant, String batchId, boolean keyed, ReplayRequest request) {}

    /// Begins a replay. Its end is the sealed batch, or the problem that kept it away.
    ///
    /// @throws ProblemException 409 when the same one is under way, 503 when too many are
    Replay begin(Order order) {
        if (!free.tryAcquire()) {
            throw ProblemException.unavailable("Too many replays are under way.", RETRY_AFTER);
        }
        if (!underWay.add(order.batchId())) {
            free.release();
            throw ProblemException.of(
                    ProblemType.CONFLICT, "A replay with this Idempotency-Key is under way.");
        }
        var replay = new Replay(this, order);
        replay.runOn(threads);
        return replay;
    }

    void ended(Order order) {
        underWay.remove(order.batchId());
        free.release();
    }

    /// The batch that an earlier order with the same key has made.
    BatchState earlier(Order order) {
        BatchState batch = known.find(order.batchId()).orElse(null);
        if (batch == null) {
            return BatchState.newBuilder()
                    .setBatchId(order.batchId())
                    .setTenant(order.tenant())
                    .setSubmittedAt(clock.instant())
                    .build();
        }
        if (batch.getSealed() && !order.request().hash().equals(batch.getRequestHash())) {
            throw ProblemException.of(
                    ProblemType.KEY_REUSED,
                    "The Idempotency-Key was used with another request before.");
        }
        return batch;
    }

    /// The scans that are named, and what is known of them; empty where none is named.
    ///
    /// @throws ProblemException 404, 410 or 503 about the batch that is named
    List<Wanted> wanted(Order order) throws InterruptedException {
        return switch (order.request().which()) {
            case Which.Scans(List<String> scanIds) ->
                    await(
                            Flux.fromIterable(scanIds)
                                    .index()
                                    .concatMap(
                                            one ->
                                                    wanted(
                                                            order.tenant(),
                                                            (int) (one.getT1() + 1),
                                                            one.getT2()))
                                    .collectList());
            case Which.Batch(String batchId) -> {
                BatchState batch = await(batches.state(order.tenant(), batchId));
                yield inBatch(order.tenant(), batch);
            }
            case Which.Since _ -> List.of();
        };
    }

    /// Since when the log may have them.
    Instant since(Order order, List<Wanted> wanted) {
        if (order.request().which() instanceof Which.Since(Instant since)) {
            return since;
        }
        Instant oldest = clock.instant().minus(order.request().from().retention());
        return wanted.stream()
                .filter(Wanted::isKnown)
                .map(one -> one.submittedAt() == null ? oldest : one.submittedAt())
                .min(Instant::compareTo)
                .orElse(oldest)
                .minus(SKEW);
    }

    /// Those of the scans that this tenant still has: what was erased stays so, though the log may
    /// keep its page for a while.
    Set<String> kept(String tenant, Collection<String> scanIds) throws InterruptedException {
        return await(
                Flux.fromIterable(scanIds)
                        .flatMap(
                                scanId ->
                                        wanted(tenant, 0, scanId)
                                                .filter(Wanted::isKnown)
                                                .map(Wanted::scanId),
                                LOOKUPS_AT_ONCE)
                        .collect(Collectors.toSet()));
    }

    Map<String, SpeedReport> speeds(Collection<String> scanIds) throws InterruptedException {
        return scanIds.isEmpty() ? Map.of() : await(speeds.of(scanIds));
    }

    PageLog pages() {
        return pages;
    }

    BatchLog log() {
        return log;
    }

    JobIds ids() {
        return ids;
    }

    Instant now() {
        return clock.instant();
    }

    Duration queueTtl() {
        return queueTtl;
    }

    private Mono<Wanted> wanted(String tenant, int number, String scanId) {
        return board.find(tenant, scanId)
                .map(job -> Wanted.of(number, job))
                .onErrorResume(
                        ProblemException.class,
                        problem ->
                                problem.problem().type() == ProblemType.UNAVAILABLE
                                        ? Mono.error(problem)
                                        : Mono.just(Wanted.unknown(number, scanId, problem)));
    }

    /// The ids of a batch's scans follow from the batch; what became of each is asked later, and of
    /// those alone that the log does not have.
    private List<Wanted> inBatch(String tenant, BatchState batch) {
        if (!batch.getSealed()) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "The batch is still being taken in; try again after that.");
        }
        return IntStream.range(0, batch.getAccepted())
                .mapToObj(
                        index ->
                                Wanted.unasked(
                                        index + 1,
                                        ids.ofLine(batch.getBatchId(), tenant, index),
                                        batch.getSubmittedAt()))
                .toList();
    }

    /// The same scans; of the first so many it is known what became of them.
    List<Wanted> explained(Order order, List<Wanted> missing, int most)
            throws InterruptedException {
        List<Wanted> explained = new ArrayList<>(missing);
        List<Wanted> first = missing.stream().limit(most).filter(Wanted::isUnasked).toList();
        List<Wanted> asked =
                await(
                        Flux.fromIterable(first)
                                .concatMap(
                                        one -> wanted(order.tenant(), one.number(), one.scanId()))
                                .collectList());
        for (int i = 0; i < asked.size(); i++) {
            explained.set(missing.indexOf(first.get(i)), asked.get(i));
        }
        return explained;
    }

    private static <T> T await(Mono<T> answer) throws InterruptedException {
        try {
            return Objects.requireNonNull(
                    answer.toFuture().get(LOOKUP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("a replay got no answer about its scans within {}", LOOKUP);
            throw ProblemException.unavailable("The scans cannot be looked up.", RETRY_AFTER);
        }
    }
}
