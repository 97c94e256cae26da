package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Answers for every id: where the job stands, or why nothing can be said. A job that was accepted
/// is never unknown here, on whichever gateway and however shortly ago; a job of another tenant is
/// always unknown. Live jobs are read from the view alone. Non-blocking and thread-safe.
public final class JobBoard {

    /// For so long after its acceptance a job that no view shows is taken to be on its way.
    public static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

    /// And for so long it may still be, behind a large upload or while no arbiter runs.
    public static final Duration LONGEST_WAY = Duration.ofDays(2);

    private final JobView view;
    private final AcceptedJobs accepted;
    private final Waiters<JobState> waiters;
    private final JobIds ids;
    private final JobArchive archive;
    private final LatestState latest;
    private final Arrivals arrivals;
    private final Duration surelyLive;

    /// @param viewRetention no job leaves the live state earlier than that
    JobBoard(
            JobView view,
            AcceptedJobs accepted,
            Waiters<JobState> waiters,
            JobIds ids,
            JobArchive archive,
            LatestState latest,
            Arrivals arrivals,
            Duration viewRetention) {
        this.view = view;
        this.accepted = accepted;
        this.waiters = waiters;
        this.ids = ids;
        this.archive = archive;
        this.latest = latest;
        this.arrivals = arrivals;
        surelyLive = viewRetention.compareTo(ON_ITS_WAY) < 0 ? viewRetention : ON_ITS_WAY;
    }

    /// Where the job stands. A job without an order was accepted by another gateway moments ago,
    /// and nothing but that is known.
    ///
    /// Fails with a 404 problem for what this tenant was never given, 410 for what was forgotten
    /// after its retention, and 503 while the state is not to be had.
    public Mono<JobState> find(String tenant, String scanId) {
        return Mono.defer(
                () -> {
                    Optional<JobState> live = live(scanId);
                    if (live.isPresent()) {
                        return isOf(tenant, live.get()) ? Mono.just(live.get()) : notFound();
                    }
                    if (!ids.verify(IdKind.SCAN, tenant, scanId)) {
                        return notFound();
                    }
                    if (ids.madeAt(scanId).isPresent() && ids.isYoungerThan(scanId, surelyLive)) {
                        return Mono.just(onItsWay(scanId));
                    }
                    return archived(tenant, scanId)
                            .switchIfEmpty(Mono.defer(() -> unseen(tenant, scanId)));
                });
    }

    /// Where the job stands now, on whichever gateway; see {@link LatestState}. What has ended
    /// cannot change and is told at once. Fails as {@link #find} does, and with 503 while this
    /// gateway is behind the log.
    Mono<JobState> latest(String tenant, String scanId) {
        return Mono.defer(
                () -> {
                    long changes = view.changes();
                    return find(tenant, scanId)
                            .flatMap(
                                    job ->
                                            JobStatuses.isTerminal(job.getStatus())
                                                    ? Mono.just(job)
                                                    : confirmed(tenant, job, changes));
                });
    }

    /// Where the job stands, for one who has seen that much of it: at once, or as {@link #latest}
    /// for one who may have seen anything. Empty when this gateway knows no such job of this tenant,
    /// or not yet what was seen of it.
    ///
    /// @throws ProblemException 503 while the state is not to be had
    Optional<Mono<JobState>> seen(String tenant, String scanId, SeenVersion seen) {
        long changes = view.changes();
        return live(scanId)
                .filter(job -> isOf(tenant, job) && (seen.isAnything() || !seen.isAheadOf(job)))
                .map(
                        job ->
                                seen.isSatisfiedBy(job)
                                        ? Mono.just(job)
                                        : confirmed(tenant, job, changes));
    }

    private Mono<JobState> confirmed(String tenant, JobState job, long changes) {
        return latest.confirmed(job.getScanId())
                .then(
                        Mono.defer(
                                () ->
                                        view.changes() == changes
                                                ? Mono.just(job)
                                                : find(tenant, job.getScanId())));
    }

    /// The job if anything is known of it, for whichever tenant. Does not tell an id that was
    /// never given from one that was.
    public Mono<JobState> peek(String scanId) {
        return Mono.defer(() -> live(scanId).map(Mono::just).orElseGet(() -> archive.find(scanId)));
    }

    /// The job's states, the present one first, each newer than the one before, until the job has
    /// ended. Fails as {@link #find} does, and with 503 when too many wait.
    public Flux<JobState> follow(String tenant, String scanId) {
        return find(tenant, scanId)
                .flatMapMany(
                        first ->
                                JobStatuses.isTerminal(first.getStatus())
                                        ? Flux.just(first)
                                        : changes(first));
    }

    /// A job that this instance has just written to the log.
    public void remember(JobState job) {
        // Other gateways know nothing of it yet: they tell version 0, and so does this one.
        accepted.remember(JobState.newBuilder(job).setVersion(0).build());
    }

    int waiting() {
        return waiters.count();
    }

    private Flux<JobState> changes(JobState first) {
        String scanId = first.getScanId();
        return waiters.watch(scanId, () -> live(scanId).orElse(first))
                .startWith(first)
                .scan(JobBoard::newer)
                .distinctUntilChanged(JobState::getVersion)
                .takeUntil(job -> JobStatuses.isTerminal(job.getStatus()));
    }

    private static JobState newer(JobState known, JobState heard) {
        return heard.getVersion() > known.getVersion() ? heard : known;
    }

    private Optional<JobState> live(String scanId) {
        return view.find(scanId).or(() -> accepted.find(scanId));
    }

    private Mono<JobState> archived(String tenant, String scanId) {
        return archive.find(scanId).flatMap(job -> isOf(tenant, job) ? Mono.just(job) : notFound());
    }

    /// Of a line of a batch the id tells when the upload began, not when the line came: it may be
    /// on its way for as long as uploads and the arbiter's backlog last.
    private Mono<JobState> unseen(String tenant, String scanId) {
        if (ids.isYoungerThan(scanId, ON_ITS_WAY)) {
            return Mono.just(onItsWay(scanId));
        }
        if (!ids.isYoungerThan(scanId, LONGEST_WAY)) {
            return forgotten();
        }
        return arrivals.complete()
                .flatMap(
                        complete ->
                                complete
                                        ? seenAfterAll(tenant, scanId)
                                        : Mono.just(onItsWay(scanId)));
    }

    private Mono<JobState> seenAfterAll(String tenant, String scanId) {
        return live(scanId)
                .map(job -> isOf(tenant, job) ? Mono.just(job) : JobBoard.<JobState>notFound())
                .orElseGet(
                        () ->
                                archived(tenant, scanId)
                                        .switchIfEmpty(Mono.defer(JobBoard::forgotten)));
    }

    private static Mono<JobState> forgotten() {
        return Mono.error(
                ProblemException.of(
                        ProblemType.GONE, "The scan was forgotten after its retention."));
    }

    private JobState onItsWay(String scanId) {
        JobState empty = JobMachine.begin(scanId);
        return ids.madeAt(scanId).map(made -> at(empty, made)).orElse(empty);
    }

    private static JobState at(JobState job, Instant made) {
        return JobState.newBuilder(job).setUpdatedAt(made).build();
    }

    private static boolean isOf(String tenant, JobState job) {
        ScanOrder order = job.getOrder();
        return order != null && order.getTenant().equals(tenant);
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(ProblemException.notFound());
    }
}
