package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.LineRejection;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.batch.BatchLinks;
import com.xenlixai.scan.gateway.batch.BatchUploads;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.intake.BodyReader;
import com.xenlixai.scan.gateway.intake.IdempotencyKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Takes orders to run scans again. A replay is a batch: its counts, events, results and
/// cancellation are those of its batch.
@RestController
final class ReplayController {

    /// A replay that takes longer is answered while it goes on.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ReplayRequestReader requests;
    private final Replays replays;
    private final BatchUploads uploads;
    private final JobIds ids;

    ReplayController(
            ReplayRequestReader requests, Replays replays, BatchUploads uploads, JobIds ids) {
        this.requests = requests;
        this.replays = replays;
        this.uploads = uploads;
        this.ids = ids;
    }

    /// What a client is told of a replay.
    ///
    /// @param sealed false while the log is still being read
    record Begun(
            String batchId,
            String from,
            boolean sealed,
            int accepted,
            long rejected,
            List<Rejection> rejections,
            Map<String, String> links) {

        /// A scan that cannot be run again.
        ///
        /// @param line its place in the request, from 1
        /// @param value its id
        record Rejection(long line, String value, String reason) {

            private static Rejection of(LineRejection rejection) {
                return new Rejection(
                        rejection.getLine(), rejection.getValue(), rejection.getReason());
            }
        }

        private static Begun of(ReplayRequest request, BatchState batch) {
            return new Begun(
                    batch.getBatchId(),
                    request.from().word(),
                    batch.getSealed(),
                    batch.getAccepted(),
                    batch.getRejected(),
                    batch.getRejections().stream().map(Rejection::of).toList(),
                    BatchLinks.of(batch.getBatchId()));
        }
    }

    @PostMapping(
            path = "/api/v1/replays",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Begun>> replay(ServerWebExchange exchange) {
        String tenant = Caller.of(exchange).tenant();
        String key = IdempotencyKey.of(exchange.getRequest().getHeaders()).orElse(null);
        return BodyReader.read(exchange.getRequest())
                .map(requests::read)
                .flatMap(
                        request -> {
                            String batchId =
                                    key == null
                                            ? ids.mint(IdKind.BATCH, tenant)
                                            : uploads.keyed(tenant, key);
                            Replay replay =
                                    replays.begin(
                                            new Replays.Order(
                                                    tenant, batchId, key != null, request));
                            return Mono.fromFuture(replay.end(), true)
                                    .timeout(PATIENCE, Mono.fromSupplier(replay::soFar))
                                    .map(batch -> answer(request, batch));
                        });
    }

    private static ResponseEntity<Begun> answer(ReplayRequest request, BatchState batch) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header(HttpHeaders.LOCATION, BatchLinks.self(batch.getBatchId()))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(Begun.of(request, batch));
    }
}
