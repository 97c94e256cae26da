package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/// The one way to a report: everything that shows one asks here, so that nothing shows what its
/// caller may not see.
final class ReportAccess {

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final ReportStore store;
    private final Unlocks unlocks;
    private final UnlockSettings settings;
    private final ScanStanding standing;

    ReportAccess(
            ReportStore store, Unlocks unlocks, UnlockSettings settings, ScanStanding standing) {
        this.store = store;
        this.unlocks = unlocks;
        this.settings = settings;
        this.standing = standing;
    }

    /// The teaser, or the problem that keeps it away: 404, 409 or 410.
    Mono<StoredReport> teaser(String scanId, Caller caller) {
        return find(scanId, ReportKind.TEASER, caller);
    }

    /// The full report, or the problem that keeps it away: 402, 404, 409 or 410.
    Mono<StoredReport> full(String scanId, Caller caller) {
        return find(scanId, ReportKind.FULL, caller)
                .filterWhen(_ -> isOpen(scanId, caller))
                .switchIfEmpty(Mono.error(() -> locked(scanId)));
    }

    /// Completes with true when the scan has a full report or can still come to one, else fails
    /// with 404 or 410.
    Mono<Boolean> mayHaveFull(String scanId, Caller caller) {
        return stored(scanId, ReportKind.FULL, caller)
                .hasElement()
                .flatMap(there -> there ? Mono.just(true) : mayCome(scanId, caller));
    }

    private Mono<StoredReport> find(String scanId, ReportKind kind, Caller caller) {
        return stored(scanId, kind, caller)
                .switchIfEmpty(
                        Mono.defer(
                                () ->
                                        mayCome(scanId, caller)
                                                .then(Mono.error(ReportAccess::notReady))));
    }

    /// What cannot be an id of anything is not asked for.
    private Mono<StoredReport> stored(String scanId, ReportKind kind, Caller caller) {
        return ID.matcher(scanId).matches()
                ? store.find(scanId, kind).filter(report -> report.tenant().equals(caller.tenant()))
                : Mono.error(ProblemException.notFound());
    }

    private Mono<Boolean> mayCome(String scanId, Caller caller) {
        return standing.of(caller.tenant(), scanId)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .map(
                        status ->
                                switch (status) {
                                    case QUEUED, RUNNING, TEASER_READY -> true;
                                    case FULL_READY, FAILED, CANCELLED -> throw gone(status);
                                });
    }

    private Mono<Boolean> isOpen(String scanId, Caller caller) {
        return caller.fullReports() && !settings.required()
                ? Mono.just(true)
                : unlocks.isUnlocked(scanId);
    }

    private static ProblemException notReady() {
        return ProblemException.of(
                        ProblemType.NOT_READY, "The scan has not come so far yet; ask again soon.")
                .retryAfter(LOOK_AGAIN);
    }

    private static ProblemException gone(JobStatus status) {
        String detail =
                status == JobStatus.FULL_READY
                        ? "The report's retention is over."
                        : "The scan ended without this report.";
        return ProblemException.of(ProblemType.GONE, detail).with("scanStatus", status.name());
    }

    private static ProblemException locked(String scanId) {
        return ProblemException.of(
                        ProblemType.UNLOCK_REQUIRED, "The teaser is free; unlock the full report.")
                .with("unlock", "/api/v1/scan-jobs/" + scanId + "/unlock");
    }
}
