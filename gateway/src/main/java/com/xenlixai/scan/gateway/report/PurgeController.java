package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.sink.Forgetting;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Erases a finished scan on request: its reports, its history, and its place in the live view.
/// What the log still holds of it leaves with the topics' own retention.
@RestController
final class PurgeController {

    private final ScanStanding standing;
    private final Purge purge;
    private final Forgetting view;

    PurgeController(ScanStanding standing, Purge purge, Forgetting view) {
        this.standing = standing;
        this.purge = purge;
        this.view = view;
    }

    @DeleteMapping(path = "/api/v1/scan-jobs/{scanId}", params = "purge=true")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> erase(@PathVariable String scanId, ServerWebExchange exchange) {
        String tenant = Caller.of(exchange).tenant();
        return standing.of(tenant, scanId)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .filter(JobStatuses::isTerminal)
                .switchIfEmpty(Mono.error(PurgeController::stillRuns))
                .then(Mono.defer(() -> purge.erase(tenant, scanId)))
                .then(Mono.defer(() -> view.forget(scanId)));
    }

    private static ProblemException stillRuns() {
        return ProblemException.of(
                ProblemType.CONFLICT, "The scan still runs; cancel it, then erase it.");
    }
}
