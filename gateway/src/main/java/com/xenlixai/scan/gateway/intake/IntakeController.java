package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Takes orders for single scans.
@RestController
final class IntakeController {

    private final ScanRequestReader requests;
    private final Intake intake;

    IntakeController(ScanRequestReader requests, Intake intake) {
        this.requests = requests;
        this.intake = intake;
    }

    @PostMapping(
            path = "/api/v1/scan-jobs",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Accepted>> submit(ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        Optional<String> key = IdempotencyKey.of(exchange.getRequest().getHeaders());
        return BodyReader.read(exchange.getRequest())
                .map(requests::read)
                .map(request -> entitled(caller, request))
                .flatMap(
                        request ->
                                earlier(caller, request, key)
                                        .map(Accepted::answer)
                                        .switchIfEmpty(
                                                Mono.defer(() -> intake.fresh(caller, request))
                                                        .map(Accepted::fresh))
                                        .switchIfEmpty(
                                                Mono.defer(() -> submitted(caller, request, key))
                                                        .map(Accepted::answer)));
    }

    private static ScanRequest entitled(Caller caller, ScanRequest request) {
        request.beyond(caller.scopes())
                .ifPresent(
                        error -> {
                            throw ProblemException.fields(ProblemType.FORBIDDEN, List.of(error));
                        });
        return request;
    }

    /// Looked for before a fresh scan is: the same key gets the same answer.
    private Mono<JobState> earlier(Caller caller, ScanRequest request, Optional<String> key) {
        return key.map(given -> intake.earlier(caller, request, given)).orElseGet(Mono::empty);
    }

    private Mono<JobState> submitted(Caller caller, ScanRequest request, Optional<String> key) {
        return key.map(given -> intake.submit(caller, request, given))
                .orElseGet(() -> intake.submit(caller, request));
    }
}
