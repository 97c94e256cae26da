package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.LineRejection;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.access.EntityTags;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.intake.IdempotencyKey;
import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.job.EventStreams;
import com.xenlixai.scan.gateway.job.JobListing;
import com.xenlixai.scan.gateway.job.LatestState;
import com.xenlixai.scan.gateway.job.Patience;
import com.xenlixai.scan.gateway.job.Versions;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Batches: upload, counts, events, results, cancellation.
@RestController
@RequestMapping("/api/v1/scan-batches")
final class BatchController {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration CATCH_UP = Duration.ofMillis(500);

    private final BatchBoard board;
    private final BatchUploads uploads;
    private final BatchResults results;
    private final LatestState latest;
    private final JobIds ids;
    private final ScanRequestReader requests;
    private final JsonMapper json;

    BatchController(
            BatchBoard board,
            BatchUploads uploads,
            BatchResults results,
            LatestState latest,
            JobIds ids,
            ScanRequestReader requests,
            JsonMapper json) {
        this.board = board;
        this.uploads = uploads;
        this.results = results;
        this.latest = latest;
        this.ids = ids;
        this.requests = requests;
        this.json = json;
    }

    /// What a client is told of an upload.
    record Taken(
            String batchId,
            int accepted,
            long rejected,
            List<Rejection> rejections,
            Map<String, String> links) {

        record Rejection(long line, String value, String reason) {

            private static Rejection of(LineRejection rejection) {
                return new Rejection(
                        rejection.getLine(), rejection.getValue(), rejection.getReason());
            }
        }

        private static Taken of(BatchState batch) {
            return new Taken(
                    batch.getBatchId(),
                    batch.getAccepted(),
                    batch.getRejected(),
                    batch.getRejections().stream().map(Rejection::of).toList(),
                    BatchLinks.of(batch.getBatchId()));
        }
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Taken>> upload(
            @RequestParam(required = false) @Nullable String callbackUrl,
            ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        MediaType type = headers.getContentType();
        UploadFormat format =
                (type == null ? Optional.<UploadFormat>empty() : UploadFormat.of(type))
                        .orElseThrow(BatchController::unsupported);
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported();
        }
        Caller caller = Caller.of(exchange);
        String tenant = caller.tenant();
        String key = IdempotencyKey.of(headers).orElse(null);
        String batchId = key == null ? ids.mint(IdKind.BATCH, tenant) : uploads.keyed(tenant, key);
        ScanUrl callback = callbackUrl == null ? null : requests.callback(callbackUrl);
        return uploads.take(
                        new BatchIntake.Upload(
                                tenant,
                                batchId,
                                key != null,
                                format,
                                caller.scopes(),
                                caller.urls(),
                                callback),
                        exchange.getRequest().getBody())
                .map(
                        batch ->
                                ResponseEntity.status(HttpStatus.ACCEPTED)
                                        .header(HttpHeaders.LOCATION, BatchLinks.self(batchId))
                                        .header(HttpHeaders.RETRY_AFTER, "1")
                                        .body(Taken.of(batch)));
    }

    @GetMapping(path = "/{batchId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<BatchDocument>> batch(
            @PathVariable String batchId,
            @RequestParam(required = false) @Nullable String wait,
            ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        List<String> known = EntityTags.ifNoneMatch(headers);
        BatchVersion seen = BatchVersion.seen(known, headers.getFirst(Versions.AT_LEAST));
        Duration patience = Patience.of(wait, headers.get("Prefer"));
        String tenant = Caller.of(exchange).tenant();
        boolean plain = known.isEmpty() && headers.getFirst(Versions.AT_LEAST) == null;
        return (plain ? board.latest(tenant, batchId) : board.find(tenant, batchId))
                .flatMap(
                        present -> {
                            if (!present.version().isAtLeast(seen)) {
                                return caughtUp(tenant, batchId, seen, patience);
                            }
                            boolean settled =
                                    patience.isZero()
                                            || present.over()
                                            || !known.isEmpty()
                                                    && !known.contains(present.version().tag());
                            return settled
                                    ? Mono.just(present)
                                    : changed(tenant, present, patience);
                        })
                .map(document -> answer(document, known));
    }

    @GetMapping(path = "/{batchId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<BatchDocument>> events(
            @PathVariable String batchId, ServerWebExchange exchange) {
        String seen = exchange.getRequest().getHeaders().getFirst("Last-Event-ID");
        String tenant = Caller.of(exchange).tenant();
        return EventStreams.withHeartbeats(
                (seen == null
                                ? board.latest(tenant, batchId)
                                        .thenMany(board.follow(tenant, batchId))
                                : board.follow(tenant, batchId))
                        .filter(document -> !document.version().tag().equals(seen))
                        .map(
                                document ->
                                        ServerSentEvent.builder(document)
                                                .id(document.version().tag())
                                                .event("batch")
                                                .build()));
    }

    @GetMapping("/{batchId}/results")
    Mono<ResponseEntity<Flux<String>>> results(
            @PathVariable String batchId,
            @RequestParam(defaultValue = "ndjson") String format,
            @RequestParam(required = false) @Nullable String status,
            ServerWebExchange exchange) {
        Set<JobStatus> statuses = JobListing.statuses(status);
        boolean csv = format.equals("csv");
        if (!csv && !format.equals("ndjson")) {
            throw ProblemException.malformed("format", "must be ndjson or csv");
        }
        String tenant = Caller.of(exchange).tenant();
        // A gateway that is behind would leave scans out, and nothing in a list says that it did.
        return latest.confirmed()
                .then(Mono.defer(() -> board.state(tenant, batchId)))
                .map(
                        batch ->
                                ResponseEntity.ok()
                                        .headers(latest::tell)
                                        .contentType(
                                                MediaType.parseMediaType(
                                                        csv
                                                                ? "text/csv;charset=UTF-8"
                                                                : MediaType
                                                                        .APPLICATION_NDJSON_VALUE))
                                        .header(
                                                HttpHeaders.CONTENT_DISPOSITION,
                                                "attachment; filename=\"batch-"
                                                        + batch.getBatchId()
                                                        + (csv ? ".csv\"" : ".ndjson\""))
                                        .body(lines(batch, statuses, csv)));
    }

    @DeleteMapping("/{batchId}")
    Mono<ResponseEntity<BatchDocument>> cancel(
            @PathVariable String batchId, ServerWebExchange exchange) {
        String tenant = Caller.of(exchange).tenant();
        return board.find(tenant, batchId)
                .flatMap(
                        document ->
                                document.over()
                                        ? Mono.error(alreadyOver())
                                        : board.state(tenant, batchId))
                .flatMap(uploads::cancel)
                .then(board.find(tenant, batchId))
                .map(
                        document ->
                                ResponseEntity.status(HttpStatus.ACCEPTED)
                                        .header(HttpHeaders.LOCATION, BatchLinks.self(batchId))
                                        .body(document));
    }

    private Flux<String> lines(BatchState batch, Set<JobStatus> statuses, boolean csv) {
        Flux<BatchResults.Result> scans = results.stream(batch, statuses);
        return csv
                ? scans.map(CsvRow::of).startWith(CsvRow.HEADER)
                : scans.map(scan -> json.writeValueAsString(scan) + "\n");
    }

    private Mono<BatchDocument> changed(String tenant, BatchDocument present, Duration patience) {
        String tag = present.version().tag();
        return board.follow(tenant, present.batchId())
                .filter(later -> !later.version().tag().equals(tag))
                .next()
                .timeout(patience)
                .onErrorReturn(TimeoutException.class, present)
                .defaultIfEmpty(present);
    }

    private Mono<BatchDocument> caughtUp(
            String tenant, String batchId, BatchVersion seen, Duration patience) {
        return board.follow(tenant, batchId)
                .filter(document -> document.version().isAtLeast(seen))
                .next()
                .timeout(patience.compareTo(CATCH_UP) > 0 ? patience : CATCH_UP)
                .onErrorMap(TimeoutException.class, _ -> behind())
                .switchIfEmpty(Mono.error(BatchController::behind));
    }

    private ResponseEntity<BatchDocument> answer(BatchDocument document, List<String> known) {
        String tag = document.version().tag();
        boolean notModified = known.contains(tag);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(notModified ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                        .eTag(tag)
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .headers(latest::tell);
        return notModified ? answer.build() : answer.body(document);
    }

    private static ProblemException unsupported() {
        return ProblemException.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Batches are taken as application/json, application/x-ndjson, text/csv or"
                        + " text/plain, not compressed.");
    }

    private static ProblemException alreadyOver() {
        return ProblemException.of(ProblemType.CONFLICT, "The batch has already ended.");
    }

    private static ProblemException behind() {
        return ProblemException.unavailable(
                "This gateway has not heard yet of the counts that you have seen.", SOON);
    }
}
