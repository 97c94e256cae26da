package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.job.JobLinks;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Takes orders for single scans.
@RestController
final class IntakeController {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final ScanRequestReader requests;
    private final Intake intake;

    IntakeController(ScanRequestReader requests, Intake intake) {
        this.requests = requests;
        this.intake = intake;
    }

    /// What a client is told of a scan that was accepted.
    record Accepted(
            String scanId,
            JobStatus status,
            @Nullable String url,
            Instant submittedAt,
            Map<String, String> links) {

        private static Accepted of(JobState job) {
            ScanOrder order = job.getOrder();
            return new Accepted(
                    job.getScanId(),
                    JobStatus.QUEUED,
                    order.getUrl(),
                    order.getSubmittedAt(),
                    JobLinks.of(job.getScanId()));
        }
    }

    @PostMapping(
            path = "/api/v1/scan-jobs",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Accepted>> submit(ServerWebExchange exchange) {
        String tenant = Caller.of(exchange).tenant();
        Optional<String> key = IdempotencyKey.of(exchange.getRequest().getHeaders());
        return BodyReader.read(exchange.getRequest())
                .map(requests::read)
                .flatMap(
                        request ->
                                key.map(given -> intake.submit(tenant, request, given))
                                        .orElseGet(() -> intake.submit(tenant, request)))
                .map(
                        job ->
                                ResponseEntity.status(HttpStatus.ACCEPTED)
                                        .header(
                                                HttpHeaders.LOCATION,
                                                JobLinks.status(job.getScanId()))
                                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                                        .body(Accepted.of(job)));
    }
}
