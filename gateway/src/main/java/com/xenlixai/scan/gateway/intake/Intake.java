package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.JobBoard;
import com.xenlixai.scan.gateway.job.JobMachine;
import com.xenlixai.scan.gateway.job.StatusWriter;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.webhook.Callbacks;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Makes a request a job by writing one record: once the log has it, the job exists as a whole, and
/// before that not at all. Non-blocking and thread-safe.
final class Intake {

    /// So long the answer to a keyed request waits for the arbiter's word on whose body was first.
    private static final Duration VERDICT = Duration.ofMillis(2_500);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final JobIds ids;
    private final JobBoard board;
    private final StatusWriter log;
    private final JobArchive archive;
    private final Callbacks callbacks;
    private final Clock clock;
    private final Duration queueTtl;

    Intake(
            JobIds ids,
            JobBoard board,
            StatusWriter log,
            JobArchive archive,
            Callbacks callbacks,
            Clock clock,
            Duration queueTtl) {
        this.ids = ids;
        this.archive = archive;
        this.callbacks = callbacks;
        this.board = board;
        this.log = log;
        this.clock = clock;
        this.queueTtl = queueTtl;
    }

    /// The latest finished scan of the same URL that is fresh enough for the request; empty when
    /// there is none, and when the archive is not to be had: then a new scan serves as well.
    Mono<JobState> fresh(Caller caller, ScanRequest request) {
        Duration maxAge = request.maxAge();
        if (maxAge == null || maxAge.isZero()) {
            return Mono.empty();
        }
        return archive.freshest(
                        caller.tenant(), request.url().text(), clock.instant().minus(maxAge))
                .onErrorResume(ProblemException.class, _ -> Mono.empty());
    }

    /// The job of a new scan. Fails with 503 when the log is not known to have it.
    ///
    /// Fails with 429 when the caller may order no more.
    Mono<JobState> submit(Caller caller, ScanRequest request) {
        return Mono.defer(
                () -> charged(caller, ids.mint(IdKind.SCAN, caller.tenant()), request, null));
    }

    /// The job that an earlier request with this key and meaning has made, today or yesterday, on
    /// whichever gateway; empty when this gateway knows of none. Fails with 422 when the key belongs
    /// to a request of another meaning.
    Mono<JobState> earlier(Caller caller, ScanRequest request, String key) {
        return Mono.defer(
                () -> {
                    LocalDate today = ids.today();
                    return Flux.just(today, today.minusDays(1))
                            .map(day -> ids.derive(IdKind.SCAN, caller.tenant(), key, day))
                            .concatMap(board::peek)
                            .next()
                            .map(job -> same(job, request.hash()));
                });
    }

    /// The job that this key stands for: that of {@link #earlier}, or a new one. Fails with 422 when
    /// the key belongs to a request of another meaning.
    Mono<JobState> submit(Caller caller, ScanRequest request, String key) {
        return earlier(caller, request, key)
                .switchIfEmpty(
                        Mono.defer(
                                () -> {
                                    String hash = request.hash();
                                    String id =
                                            ids.derive(
                                                    IdKind.SCAN, caller.tenant(), key, ids.today());
                                    return charged(caller, id, request, hash)
                                            .flatMap(own -> verdict(caller, own))
                                            .map(job -> same(job, hash));
                                }));
    }

    private Mono<JobState> charged(
            Caller caller, String scanId, ScanRequest request, @Nullable String hash) {
        return caller.urls()
                .takeOne()
                .then(
                        Mono.defer(() -> write(scanId, caller.tenant(), request, hash))
                                .doOnError(_ -> caller.urls().giveBack(1)));
    }

    private Mono<JobState> write(
            String scanId, String tenant, ScanRequest request, @Nullable String hash) {
        ScanOrder order = request.order(scanId, tenant, clock.instant(), queueTtl);
        StatusEvent accepted =
                StatusEvent.newBuilder()
                        .setEventId(EventIds.status(scanId, StatusKind.ACCEPTED, null, 1))
                        .setScanId(scanId)
                        .setKind(StatusKind.ACCEPTED)
                        .setOccurredAt(order.getSubmittedAt())
                        .setOrder(order)
                        .setRequestHash(hash)
                        .setTraceId(log.traceId())
                        .build();
        JobState job = JobMachine.after(JobMachine.begin(scanId), accepted);
        // Before the log has the job: else it could end before anybody knows whom to tell.
        return callback(scanId, tenant, request)
                .then(Mono.defer(() -> log.write(accepted)))
                .then(
                        Mono.fromSupplier(
                                () -> {
                                    // Of a keyed scan another body may have been first.
                                    if (hash == null) {
                                        board.remember(job);
                                    }
                                    return job;
                                }));
    }

    private Mono<Void> callback(String scanId, String tenant, ScanRequest request) {
        ScanUrl url = request.callback();
        return url == null
                ? Mono.empty()
                : callbacks.ask(Callbacks.Subject.SCAN, scanId, tenant, url);
    }

    /// What the key stands for; when that is another's order, this one costs nothing.
    private Mono<JobState> verdict(Caller caller, JobState own) {
        return board.follow(caller.tenant(), own.getScanId())
                .filter(job -> job.getOrder() != null)
                .next()
                .timeout(VERDICT)
                .onErrorMap(TimeoutException.class, _ -> undecided())
                .doOnNext(
                        job -> {
                            if (submittedMillis(job) != submittedMillis(own)) {
                                caller.urls().giveBack(1);
                            }
                        });
    }

    private static long submittedMillis(JobState job) {
        return job.getOrder().getSubmittedAt().toEpochMilli();
    }

    private static JobState same(JobState job, String hash) {
        if (!hash.equals(job.getRequestHash())) {
            throw ProblemException.of(
                    ProblemType.KEY_REUSED,
                    "The Idempotency-Key was used with another request before.");
        }
        return job;
    }

    private static ProblemException undecided() {
        return ProblemException.unavailable(
                "The request was taken, but not yet confirmed. Send it again with the same key.",
                RETRY_AFTER);
    }
}
