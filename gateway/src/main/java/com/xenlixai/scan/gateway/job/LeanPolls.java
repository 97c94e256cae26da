package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.access.Admission;
import com.xenlixai.scan.gateway.access.Admission.Guest;
import com.xenlixai.scan.gateway.problem.ProblemHandler;
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

/// Answers plain polls before the web framework does anything for them: its filters, routing,
/// arguments and message writers cost several times what the answer costs. Those that can be told
/// from memory are answered at once, those of scans under way by clients that say nothing of what
/// they have seen once {@link LatestState} confirms that nobody can have seen more. Everything else
/// is the framework's, above all what is not let in or asks for a wait; who may come in, which job
/// may be told and how it is told are decided by the same objects on both ways.
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
    private final ProblemHandler problems;

    LeanPolls(
            HttpHandler ordinary,
            Admission admission,
            JobBoard board,
            StatusAnswers answers,
            ObservedAnswers observed,
            ProblemHandler problems) {
        this.ordinary = ordinary;
        this.admission = admission;
        this.board = board;
        this.answers = answers;
        this.observed = observed;
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        return PlainPoll.scanIdOf(request)
                .flatMap(scanId -> admitted(request, scanId))
                .map(
                        poll ->
                                observed.observed(
                                        request,
                                        response,
                                        PlainPoll.PATTERN,
                                        () -> answer(poll, request, response)))
                .orElseGet(() -> ordinary.handle(request, response));
    }

    /// A poll that has been let in and has paid.
    private record Poll(Guest guest, SeenVersion seen, Mono<JobState> job) {}

    private Optional<Poll> admitted(ServerHttpRequest request, String scanId) {
        try {
            return admission.guest(request).flatMap(guest -> admitted(guest, request, scanId));
        } catch (RuntimeException e) {
            // Whatever it is, the ordinary way meets it too, and tells it to client and operator.
            LOG.debug("a poll takes the ordinary way", e);
            return Optional.empty();
        }
    }

    private Optional<Poll> admitted(Guest guest, ServerHttpRequest request, String scanId) {
        SeenVersion seen = SeenVersion.of(request.getHeaders());
        return board.seen(guest.caller().tenant(), scanId, seen)
                .filter(_ -> guest.enter())
                .map(job -> new Poll(guest, seen, job));
    }

    private Mono<Void> answer(Poll poll, ServerHttpRequest request, ServerHttpResponse response) {
        return poll.job()
                .flatMap(job -> write(poll, job, request, response))
                .onErrorResume(failure -> refuse(poll, failure, request, response));
    }

    private Mono<Void> write(
            Poll poll, JobState job, ServerHttpRequest request, ServerHttpResponse response) {
        HttpStatus status = answers.status(job, poll.seen());
        boolean nothingNew = status == HttpStatus.NOT_MODIFIED;
        byte[] body = nothingNew ? NOTHING : answers.body(job);
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(status);
        answers.head(job, headers);
        if (!nothingNew) {
            headers.setContentType(MediaType.APPLICATION_JSON);
            headers.setContentLength(body.length);
        }
        poll.guest().answered(headers, request.getURI().getRawPath(), nothingNew);
        return nothingNew
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /// The view stays behind the log, or the job has left it meanwhile and is not to be had.
    private Mono<Void> refuse(
            Poll poll, Throwable failure, ServerHttpRequest request, ServerHttpResponse response) {
        response.beforeCommit(
                () -> {
                    poll.guest()
                            .answered(response.getHeaders(), request.getURI().getRawPath(), false);
                    return Mono.empty();
                });
        return problems.answer(request, response, failure);
    }
}
