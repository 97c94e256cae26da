package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Single jobs: status, events, cancellation, listing.
@RestController
@RequestMapping("/api/v1/scan-jobs")
final class JobController {

    /// A view that is behind what the client has seen gets that long to catch up.
    private static final Duration CATCH_UP = Duration.ofMillis(500);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final JobBoard board;
    private final JobListing listing;
    private final StatusWriter log;
    private final StatusAnswers answers;
    private final LatestState latest;
    private final Clock clock;

    JobController(
            JobBoard board,
            JobListing listing,
            StatusWriter log,
            StatusAnswers answers,
            LatestState latest,
            Clock clock) {
        this.board = board;
        this.listing = listing;
        this.log = log;
        this.answers = answers;
        this.latest = latest;
        this.clock = clock;
    }

    @GetMapping(path = "/{scanId}/status", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<StatusDocument>> status(
            @PathVariable String scanId,
            @RequestParam(required = false) @Nullable String wait,
            ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Duration patience = Patience.of(wait, headers.get("Prefer"));
        SeenVersion seen = SeenVersion.of(headers);
        return jobOf(Caller.of(exchange).tenant(), scanId, seen, patience)
                .map(job -> answer(job, seen, patience));
    }

    @GetMapping(path = "/{scanId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<StatusDocument>> events(
            @PathVariable String scanId, ServerWebExchange exchange) {
        long seen = lastEventId(exchange.getRequest());
        String tenant = Caller.of(exchange).tenant();
        Flux<JobState> states = board.follow(tenant, scanId);
        Flux<ServerSentEvent<StatusDocument>> documents =
                (seen < 0 ? board.latest(tenant, scanId).thenMany(states) : states)
                        .filter(job -> job.getVersion() > seen)
                        .map(this::event);
        return EventStreams.withHeartbeats(documents);
    }

    @DeleteMapping("/{scanId}")
    Mono<ResponseEntity<StatusDocument>> cancel(
            @PathVariable String scanId, ServerWebExchange exchange) {
        return board.find(Caller.of(exchange).tenant(), scanId)
                .flatMap(
                        job -> {
                            if (JobStatuses.isTerminal(job.getStatus())) {
                                return Mono.error(alreadyOver(job));
                            }
                            return log.write(cancellation(scanId)).thenReturn(job);
                        })
                .map(
                        job ->
                                ResponseEntity.status(HttpStatus.ACCEPTED)
                                        .header(HttpHeaders.LOCATION, JobLinks.status(scanId))
                                        .body(document(job)));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<JobListing.Page> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String host,
            @RequestParam(required = false) @Nullable String batchId,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerWebExchange exchange) {
        JobQuery query =
                JobListing.query(
                        Caller.of(exchange).tenant(), status, host, batchId, limit, cursor);
        // A gateway that is behind would leave jobs out, and nothing in a list says that it did.
        return latest.confirmed().then(Mono.defer(() -> listing.page(query)));
    }

    /// The job at a version that the client has not seen yet, or what there is when its patience
    /// is over; never a version older than the one it has seen.
    private Mono<JobState> jobOf(
            String tenant, String scanId, SeenVersion seen, Duration patience) {
        return (seen.isAnything() ? board.latest(tenant, scanId) : board.find(tenant, scanId))
                .flatMap(
                        job -> {
                            if (seen.isAheadOf(job)) {
                                return caughtUp(tenant, scanId, seen.atLeast(), patience);
                            }
                            boolean settled =
                                    patience.isZero()
                                            || JobStatuses.isTerminal(job.getStatus())
                                            || seen.known() >= 0 && job.getVersion() > seen.known();
                            return settled ? Mono.just(job) : changed(tenant, job, patience);
                        });
    }

    private Mono<JobState> changed(String tenant, JobState job, Duration patience) {
        return board.follow(tenant, job.getScanId())
                .filter(later -> later.getVersion() > job.getVersion())
                .next()
                .timeout(patience)
                .onErrorReturn(TimeoutException.class, job);
    }

    private Mono<JobState> caughtUp(String tenant, String scanId, long version, Duration patience) {
        Duration wait = patience.compareTo(CATCH_UP) > 0 ? patience : CATCH_UP;
        return board.follow(tenant, scanId)
                .filter(job -> job.getVersion() >= version)
                .next()
                .timeout(wait)
                .onErrorMap(TimeoutException.class, _ -> behind())
                .switchIfEmpty(Mono.error(JobController::behind));
    }

    private ResponseEntity<StatusDocument> answer(
            JobState job, SeenVersion seen, Duration patience) {
        HttpStatus status = answers.status(job, seen);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).headers(headers -> answers.head(job, headers));
        if (!patience.isZero()) {
            answer.header("Preference-Applied", "wait=" + patience.toSeconds());
        }
        return status == HttpStatus.NOT_MODIFIED ? answer.build() : answer.body(document(job));
    }

    private ServerSentEvent<StatusDocument> event(JobState job) {
        return ServerSentEvent.builder(document(job))
                .id(Long.toString(job.getVersion()))
                .event("status")
                .build();
    }

    private StatusDocument document(JobState job) {
        return answers.document(job);
    }

    private StatusEvent cancellation(String scanId) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, StatusKind.CANCEL_REQUESTED, null, 1))
                .setScanId(scanId)
                .setKind(StatusKind.CANCEL_REQUESTED)
                .setOccurredAt(clock.instant())
                .build();
    }

    private static long lastEventId(ServerHttpRequest request) {
        String id = request.getHeaders().getFirst("Last-Event-ID");
        if (id == null || !id.matches("\\d{1,18}")) {
            return -1;
        }
        return Long.parseLong(id);
    }

    private static ProblemException alreadyOver(JobState job) {
        return ProblemException.of(ProblemType.CONFLICT, "The scan has already ended.")
                .with("status", job.getStatus().name());
    }

    private static ProblemException behind() {
        return ProblemException.unavailable(
                "This gateway has not heard yet of the version that you have seen.", SOON);
    }
}
