package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.job.JobBoard;
import com.xenlixai.scan.gateway.job.Patience;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.report.ReportReading;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Scans a URL and answers with its full report, or with where to find it when the scan takes
/// longer than the client waits.
@RestController
final class ScanController {

    private final ScanRequestReader requests;
    private final Intake intake;
    private final JobBoard board;
    private final ReportReading reports;

    ScanController(
            ScanRequestReader requests, Intake intake, JobBoard board, ReportReading reports) {
        this.requests = requests;
        this.intake = intake;
        this.board = board;
        this.reports = reports;
    }

    @RequestMapping(
            path = "/api/v1/scan",
            method = {RequestMethod.GET, RequestMethod.POST})
    Mono<ResponseEntity<?>> scan(
            @RequestParam(required = false) @Nullable String url,
            @RequestParam(required = false) @Nullable String wait,
            @RequestParam(required = false) @Nullable String maxAgeSeconds,
            ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Caller caller = Caller.of(exchange);
        String tenant = caller.tenant();
        if (url == null) {
            throw ProblemException.malformed("url", "is missing");
        }
        ScanRequest request = requests.ofUrl(url).withMaxAge(age(maxAgeSeconds));
        Duration patience =
                wait == null && !headers.containsHeader("Prefer")
                        ? Patience.LONGEST
                        : Patience.of(wait, headers.get("Prefer"));
        Optional<String> key = IdempotencyKey.of(headers);
        return intake.fresh(caller, request)
                .switchIfEmpty(
                        Mono.defer(
                                () ->
                                        key.map(given -> intake.submit(caller, request, given))
                                                .orElseGet(() -> intake.submit(caller, request))))
                .flatMap(job -> answer(tenant, job, patience, exchange));
    }

    private Mono<ResponseEntity<?>> answer(
            String tenant, JobState job, Duration patience, ServerWebExchange exchange) {
        return ended(tenant, job, patience)
                .<ResponseEntity<?>>flatMap(
                        over -> reports.full(over.getScanId(), exchange).map(full -> full))
                .switchIfEmpty(Mono.fromSupplier(() -> Accepted.answer(job)));
    }

    /// The job once it has ended; empty when that takes longer, or when too many wait.
    private Mono<JobState> ended(String tenant, JobState job, Duration patience) {
        if (JobStatuses.isTerminal(job.getStatus())) {
            return Mono.just(job);
        }
        return board.follow(tenant, job.getScanId())
                .filter(state -> JobStatuses.isTerminal(state.getStatus()))
                .next()
                .timeout(patience)
                .onErrorResume(TimeoutException.class, _ -> Mono.empty())
                .onErrorResume(ScanController::isUnavailable, _ -> Mono.empty());
    }

    private static boolean isUnavailable(Throwable error) {
        return error instanceof ProblemException known
                && known.problem().type() == ProblemType.UNAVAILABLE;
    }

    private static Duration age(@Nullable String seconds) {
        if (seconds == null) {
            return Duration.ZERO;
        }
        if (!seconds.matches("\\d{1,8}")) {
            throw ProblemException.malformed("maxAgeSeconds", "must be a whole number");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }
}
