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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    /// @param url null for a moment after the upload, while the scan is on its way
    /// @param replayOf the scan that fetched the page, where this one runs it again from the log
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
            @Nullable String replayOf,
            String full) {}

    /// @param statuses empty for all
    Flux<Result> stream(BatchState batch, Set<JobStatus> statuses) {
        return Flux.defer(
                () -> {
                    // Counted before it is asked: what comes meanwhile is not listed.
                    int count = lines.count(batch);
                    return lines.complete(batch)
                            .flatMapMany(complete -> pages(batch, count, complete))
                            .concatMap(
                                    page -> lines(page).flatMapMany(all -> results(all, statuses)),
                                    1);
                });
    }

    private static Flux<Page> pages(BatchState batch, int count, boolean complete) {
        return Flux.range(0, (count + PAGE - 1) / PAGE)
                .map(page -> new Page(batch, page * PAGE, count, complete));
    }

    /// A line of the batch.
    ///
    /// @param position from 0
    /// @param job null while it is on its way
    private record Line(int position, String scanId, @Nullable JobState job) {

        JobStatus status() {
            return job == null ? JobStatus.QUEUED : job.getStatus();
        }
    }

    /// Lines that follow each other.
    ///
    /// @param count of all lines of the batch
    /// @param complete whether a line that is not seen is on its way no more
    private record Page(BatchState batch, int from, int count, boolean complete) {

        IntStream positions() {
            return IntStream.range(from, Math.min(count, from + PAGE));
        }
    }

    /// The page's lines, their jobs from the view or, where they have left it, from the archive.
    /// What is neither there nor may be on its way has been erased.
    private Mono<List<Line>> lines(Page page) {
        return Mono.fromCallable(
                        () ->
                                page.positions()
                                        .mapToObj(position -> line(page.batch(), position))
                                        .toList())
                .flatMap(
                        all -> {
                            List<String> left =
                                    all.stream()
                                            .filter(line -> line.job() == null)
                                            .map(Line::scanId)
                                            .toList();
                            return archive.findAll(left)
                                    .map(archived -> known(all, archived, page.complete()));
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Line line(BatchState batch, int position) {
        String scanId = lines.scanId(batch, position);
        return new Line(position, scanId, jobs.find(scanId).orElse(null));
    }

    private static List<Line> known(List<Line> page, List<JobState> archived, boolean complete) {
        Map<String, JobState> byId =
                archived.stream()
                        .collect(Collectors.toMap(JobState::getScanId, Function.identity()));
        return page.stream()
                .map(
                        line ->
                                line.job() == null
                                        ? new Line(
                                                line.position(),
                                                line.scanId(),
                                                byId.get(line.scanId()))
                                        : line)
                .filter(line -> line.job() != null || !complete)
                .toList();
    }

    private Flux<Result> results(List<Line> page, Set<JobStatus> statuses) {
        List<Line> wanted =
                page.stream()
                        .filter(line -> statuses.isEmpty() || statuses.contains(line.status()))
                        .toList();
        return scores(wanted)
                .flatMapIterable(
                        scores -> wanted.stream().map(line -> result(line, scores)).toList());
    }

    private Mono<Map<String, Double>> scores(List<Line> page) {
        String[] ready =
                page.stream()
                        .filter(line -> line.status() == JobStatus.FULL_READY)
                        .map(Line::scanId)
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

    private static Result result(Line line, Map<String, Double> scores) {
        JobState job = line.job();
        ScanOrder order = job == null ? null : job.getOrder();
        FailureDetail failure = job == null ? null : job.getFailure();
        return new Result(
                line.position() + 1,
                line.scanId(),
                order == null ? null : order.getUrl(),
                line.status(),
                scores.get(line.scanId()),
                failure == null ? null : failure.getCause(),
                failure == null ? null : failure.getMessage(),
                job == null ? null : job.getFinishedAt(),
                order == null ? null : order.getReplayOf(),
                JobLinks.full(line.scanId()));
    }
}
