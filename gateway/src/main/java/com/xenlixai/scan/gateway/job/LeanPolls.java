package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.access.Admission;
import com.xenlixai.scan.gateway.access.Admission.Guest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/// Answers plain polls that can be answered at once before the web framework does anything for them:
/// its filters, routing, arguments and message writers cost several times what the answer costs.
/// Everything else is the framework's, above all what is refused or has to wait; who may come in,
/// which job may be told and how it is told are decided by the same objects on both ways.
///
/// What it answers, nothing is logged about. Thread-safe.
final class LeanPolls implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LeanPolls.class);

    private static final byte[] NOTHING = {};

    private final HttpHandler ordinary;
    private final Admission admission;
    private final JobBoard board;
    private final StatusAnswers answers;
    private final ObservedAnswers observed;

    LeanPolls(
            HttpHandler ordinary,
            Admission admission,
            JobBoard board,
            StatusAnswers answers,
            ObservedAnswers observed) {
        this.ordinary = ordinary;
        this.admission = admission;
        this.board = board;
        this.answers = answers;
        this.observed = observed;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        return PlainPoll.scanIdOf(request)
                .flatMap(scanId -> ready(request, scanId))
                .map(
                        ready ->
                                observed.observed(
                                        request,
                                        response,
                                        PlainPoll.PATTERN,
                                        () -> write(ready, request, response)))
                .orElseGet(() -> ordinary.handle(request, response));
    }

    /// A poll that has been admitted, and what it is told.
    private record Ready(Guest guest, JobState job, HttpStatus status, byte[] body) {}

    private Optional<Ready> ready(ServerHttpRequest request, String scanId) {
        try {
            return admission.guest(request).flatMap(guest -> ready(guest, request, scanId));
        } catch (RuntimeException e) {
            // Whatever it is, the ordinary way meets it too, and tells it to client and operator.
            LOG.debug("a poll takes the ordinary way", e);
            return Optional.empty();
        }
    }

    private Optional<Ready> ready(Guest guest, ServerHttpRequest request, String scanId) {
        SeenVersion seen = SeenVersion.of(request.getHeaders());
        return board.atOnce(guest.caller().tenant(), scanId, seen)
                .map(job -> ready(guest, job, answers.status(job, seen)))
                .filter(_ -> guest.enter());
    }

    private Ready ready(Guest guest, JobState job, HttpStatus status) {
        byte[] body = status == HttpStatus.NOT_MODIFIED ? NOTHING : answers.body(job);
        return new Ready(guest, job, status, body);
    }

    private Mono<Void> write(Ready ready, ServerHttpRequest request, ServerHttpResponse response) {
        boolean nothingNew = ready.status() == HttpStatus.NOT_MODIFIED;
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(ready.status());
        answers.head(ready.job(), headers);
        if (!nothingNew) {
            headers.setContentType(MediaType.APPLICATION_JSON);
            headers.setContentLength(ready.body().length);
        }
        ready.guest().answered(headers, request.getURI().getRawPath(), nothingNew);
        return nothingNew
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(ready.body())));
    }
}
