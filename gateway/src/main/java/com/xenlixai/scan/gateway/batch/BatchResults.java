package com.xenlixai.scan.gateway.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.job.JobLinks;
import com.xenlixai.scan.gateway.job.JobView;
import com.xenlixai.scan.gateway.job.JobView.BatchEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The scans of a batch in the order of its lines, as they stand when the stream passes them. Reads
/// page by page, as fast as the client takes them. Non-blocking and thread-safe.
final class BatchResults {

    private static final int PAGE = 250;

    private final JobView jobs;
    private final JobArchive archive;
    private final DatabaseClient database;

    BatchResults(JobView jobs, JobArchive archive, DatabaseClient database) {
        this.jobs = jobs;
        this.archive = archive;
        this.database = database;
    }

    /// One scan of the batch.
    ///
    /// @param line position among the accepted lines, from 1
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            int line,
            String scanId,
            @Nullable String url,
            JobStatus status,
            @Nullable Double score,
            @Nullable Cause cause,
            @Nullable String message,
            @Nullable Instant finishedAt,
            String full) {}

    /// @param statuses empty for all
    Flux<Result> stream(String batchId, Set<JobStatus> statuses) {
        return page(batchId, 0)
                .expand(
                        page ->
                                page.isEmpty()
                                        ? Mono.empty()
                                        : page(batchId, page.getLast().index() + 1))
                .concatMap(
                        page ->
                                results(
                                        page.stream()
                                                .filter(
                                                        entry ->
                                                                statuses.isEmpty()
                                                                        || statuses.contains(
                                                                                entry.status()))
                                                .toList()),
                        1);
    }

    private Mono<List<BatchEntry>> page(String batchId, int from) {
        return Mono.fromCallable(() -> jobs.inBatch(batchId, from, PAGE))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<Result> results(List<BatchEntry> page) {
        return scores(page)
                .flatMapMany(
                        scores ->
                                Flux.fromIterable(page)
                                        .concatMap(
                                                entry ->
                                                        job(entry.scanId())
                                                                .map(
                                                                        job ->
                                                                                result(
                                                                                        entry, job,
                                                                                        scores))
                                                                .defaultIfEmpty(unknown(entry))));
    }

    private Mono<JobState> job(String scanId) {
        return Mono.defer(
                () -> jobs.find(scanId).map(Mono::just).orElseGet(() -> archive.find(scanId)));
    }

    private Mono<Map<String, Double>> scores(List<BatchEntry> page) {
        String[] ready =
                page.stream()
                        .filter(entry -> entry.status() == JobStatus.FULL_READY)
                        .map(BatchEntry::scanId)
                        .toArray(String[]::new);
        if (ready.length == 0) {
            return Mono.just(Map.of());
        }
        return database.sql(
                        "select scan_id, score from report"
                                + " where scan_id = any($1) and kind = 'full' and score is not null")
                .bind(0, ready)
                .map(
                        row ->
                                Map.entry(
                                        String.valueOf(row.get("scan_id", String.class)),
                                        orZero(row.get("score", Double.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static double orZero(@Nullable Double score) {
        return score == null ? 0 : score;
    }

    private static Result result(BatchEntry entry, JobState job, Map<String, Double> scores) {
        ScanOrder order = job.getOrder();
        FailureDetail failure = job.getFailure();
        return new Result(
                entry.index() + 1,
                entry.scanId(),
                order == null ? null : order.getUrl(),
                job.getStatus(),
                scores.get(entry.scanId()),
                failure == null ? null : failure.getCause(),
                failure == null ? null : failure.getMessage(),
                job.getFinishedAt(),
                JobLinks.full(entry.scanId()));
    }

    private static Result unknown(BatchEntry entry) {
        return new Result(
                entry.index() + 1,
                entry.scanId(),
                null,
                entry.status(),
                null,
                entry.cause(),
                null,
                entry.finishedAt(),
                JobLinks.full(entry.scanId()));
    }
}
