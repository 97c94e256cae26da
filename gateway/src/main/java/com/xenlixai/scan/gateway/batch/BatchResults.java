package com.xenlixai.scan.gateway.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.job.JobLinks;
import com.xenlixai.scan.gateway.job.JobView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The scans of a batch in the order of its lines, as they stand when the stream passes them. Reads
/// page by page, as fast as the client takes them. Non-blocking and thread-safe.
final class BatchResults {

    private static final int PAGE = 250;

    private final BatchLines lines;
    private final JobView jobs;
    private final JobArchive archive;
    private final DatabaseClient database;

    BatchResults(BatchLines lines, JobView jobs, JobArchive archive, DatabaseClient database) {
        this.lines = lines;
        this.jobs = jobs;
        this.archive = archive;
        this.database = database;
    }

    /// One scan of the batch.
    ///
    /// @param line position among the accepted lines, from 1
    /// @param replayOf the scan that fetched the page, where this one runs it again from the log
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            int line,
            String scanId,
            String url,
            JobStatus status,
            @Nullable Double score,
            @Nullable Cause cause,
            @Nullable String message,
            @Nullable Instant finishedAt,
            @Nullable String replayOf,
            String full) {}

    /// @param statuses empty for all
    Flux<Result> stream(BatchState batch, Set<JobStatus> statuses) {
        return Flux.defer(
                () -> {
                    int count = lines.count(batch);
                    int pages = (count + PAGE - 1) / PAGE;
                    return Flux.range(0, pages)
                            .concatMap(
                                    page ->
                                            page(
                                                            batch,
                                                            page * PAGE,
                                                            Math.min(count, (page + 1) * PAGE))
                                                    .flatMapMany(jobs -> results(jobs, statuses)),
                                    1);
                });
    }

    /// The jobs at these positions, from the view or, where they have left it, from the archive. A
    /// line of which nothing is known yet is left out.
    private Mono<List<JobState>> page(BatchState batch, int from, int to) {
        return Mono.fromCallable(
                        () ->
                                IntStream.range(from, to)
                                        .mapToObj(position -> lines.scanId(batch, position))
                                        .toList())
                .flatMap(
                        scanIds -> {
                            Map<String, JobState> live = new HashMap<>();
                            scanIds.forEach(
                                    id -> jobs.find(id).ifPresent(job -> live.put(id, job)));
                            List<String> left =
                                    scanIds.stream().filter(id -> !live.containsKey(id)).toList();
                            return archive.findAll(left)
                                    .map(
                                            archived -> {
                                                archived.forEach(
                                                        job -> live.put(job.getScanId(), job));
                                                return scanIds.stream()
                                                        .filter(live::containsKey)
                                                        .map(live::get)
                                                        .toList();
                                            });
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<Result> results(List<JobState> page, Set<JobStatus> statuses) {
        List<JobState> wanted =
                page.stream()
                        .filter(job -> statuses.isEmpty() || statuses.contains(job.getStatus()))
                        .toList();
        return scores(wanted)
                .flatMapIterable(
                        scores -> wanted.stream().map(job -> result(job, scores)).toList());
    }

    private Mono<Map<String, Double>> scores(List<JobState> page) {
        String[] ready =
                page.stream()
                        .filter(job -> job.getStatus() == JobStatus.FULL_READY)
                        .map(JobState::getScanId)
                        .toArray(String[]::new);
        if (ready.length == 0) {
            return Mono.just(Map.of());
        }
        return database.sql(
                        "select scan_id, score from report where scan_id = any($1) and kind ="
                                + " 'full' and score is not null")
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

    private static Result result(JobState job, Map<String, Double> scores) {
        ScanOrder order = job.getOrder();
        FailureDetail failure = job.getFailure();
        return new Result(
                order.getBatchIndex() + 1,
                job.getScanId(),
                order.getUrl(),
                job.getStatus(),
                scores.get(job.getScanId()),
                failure == null ? null : failure.getCause(),
                failure == null ? null : failure.getMessage(),
                job.getFinishedAt(),
                order == null ? null : order.getReplayOf(),
                JobLinks.full(job.getScanId()));
    }
}
