package com.xenlixai.scan.gateway.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.xenlixai.scan.gateway.problem.ProblemType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Runs of schedules in the table `schedule_run`, and what their scores say. Methods fail with the
/// database's own errors.
final class RunStore {

    private static final int MOST_FALLS_TOLD = 100;

    private final DatabaseClient database;

    RunStore(DatabaseClient database) {
        this.database = database;
    }

    /// A run as its owner sees it.
    ///
    /// @param fell pages whose score fell by more than the bound
    /// @param problem the type of the problem that kept it from being one
    /// @param error the same for people
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(
            Instant runAt,
            String batchId,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Integer fell,
            @Nullable String problem,
            @Nullable String error) {}

    /// A run whose batch may have ended.
    ///
    /// @param previousBatchId the last whole run's before it
    record Open(
            String scheduleId,
            Instant runAt,
            String batchId,
            String tenant,
            @Nullable String callbackUrl,
            @Nullable Double maxDrop,
            @Nullable String previousBatchId) {}

    /// A page whose score fell.
    record Fall(
            String url, String scanId, double score, String previousScanId, double previousScore) {}

    /// Pages whose score fell.
    ///
    /// @param total of all, also those beyond what is told
    record Falls(long total, List<Fall> pages) {}

    /// A run begins; begun again it stays as it is.
    Mono<Void> begin(ScheduleStore.Due due, String batchId) {
        return database.sql(
                        """
                        insert into schedule_run (schedule_id, run_at, batch_id) values ($1, $2, $3)
                        on conflict do nothing
                        """)
                .bind(0, due.id())
                .bind(1, due.runAt())
                .bind(2, batchId)
                .then();
    }

    /// A run is over.
    Mono<Void> finish(String scheduleId, Instant runAt, int fell) {
        return database.sql(
                        """
                        update schedule_run set finished_at = now(), fell = $3
                        where schedule_id = $1 and run_at = $2 and finished_at is null
                        """)
                .bind(0, scheduleId)
                .bind(1, runAt)
                .bind(2, fell)
                .then();
    }

    /// A run came to nothing.
    ///
    /// @param why for people
    Mono<Void> refuse(String scheduleId, Instant runAt, ProblemType problem, String why) {
        return database.sql(
                        """
                        update schedule_run set finished_at = now(), fell = 0, problem = $3, error = $4
                        where schedule_id = $1 and run_at = $2 and finished_at is null
                        """)
                .bind(0, scheduleId)
                .bind(1, runAt)
                .bind(2, problem.uri())
                .bind(3, why)
                .then();
    }

    /// The latest runs, newest first.
    Mono<List<Run>> latest(String scheduleId, int most) {
        return database.sql(
                        "select * from schedule_run where schedule_id = $1 order by run_at desc limit $2")
                .bind(0, scheduleId)
                .bind(1, most)
                .map(
                        row ->
                                new Run(
                                        moment(row, "run_at"),
                                        text(row, "batch_id"),
                                        moment(row, "started_at"),
                                        row.get("finished_at", Instant.class),
                                        row.get("fell", Integer.class),
                                        row.get("problem", String.class),
                                        row.get("error", String.class)))
                .all()
                .collectList();
    }

    /// Runs that are not over, the oldest first.
    Mono<List<Open>> open(int most) {
        return database.sql(
                        """
                        select r.schedule_id, r.run_at, r.batch_id, s.tenant, s.callback_url, s.max_drop,
                            (select p.batch_id from schedule_run p
                             where p.schedule_id = r.schedule_id and p.run_at < r.run_at
                                 and p.finished_at is not null and p.error is null
                             order by p.run_at desc limit 1) as previous
                        from schedule_run r join schedule s on s.id = r.schedule_id
                        where r.finished_at is null and s.next_at > r.run_at
                        order by r.started_at limit $1
                        """)
                .bind(0, most)
                .map(
                        row ->
                                new Open(
                                        text(row, "schedule_id"),
                                        moment(row, "run_at"),
                                        text(row, "batch_id"),
                                        text(row, "tenant"),
                                        row.get("callback_url", String.class),
                                        row.get("max_drop", Double.class),
                                        row.get("previous", String.class)))
                .all()
                .collectList();
    }

    /// Pages of one batch whose score is lower by more than the bound than in another, the deepest
    /// falls first. Of a page that stands twice in a batch the lowest score counts.
    Mono<Falls> falls(String batchId, String previousBatchId, double bound) {
        return database.sql(
                        """
                        with present as (%1$s = $1 order by url, score),
                            earlier as (%1$s = $2 order by url, score)
                        select present.url, present.scan_id, present.score,
                            earlier.scan_id as earlier_id, earlier.score as earlier_score,
                            count(*) over () as total
                        from present join earlier using (url)
                        where earlier.score - present.score > $3
                        order by earlier.score - present.score desc, present.url limit $4
                        """
                                .formatted(
                                        "select distinct on (url) url, scan_id, score from report"
                                                + " where kind = 'full' and score is not null and"
                                                + " batch_id"))
                .bind(0, batchId)
                .bind(1, previousBatchId)
                .bind(2, bound)
                .bind(3, MOST_FALLS_TOLD)
                .map(row -> new Falls(number(row, "total").longValue(), List.of(fall(row))))
                .all()
                .collectList()
                .map(
                        all ->
                                new Falls(
                                        all.isEmpty() ? 0 : all.getFirst().total(),
                                        all.stream()
                                                .flatMap(one -> one.pages().stream())
                                                .toList()));
    }

    private static Fall fall(Readable row) {
        return new Fall(
                text(row, "url"),
                text(row, "scan_id"),
                number(row, "score").doubleValue(),
                text(row, "earlier_id"),
                number(row, "earlier_score").doubleValue());
    }

    private static Number number(Readable row, String column) {
        return (Number) Objects.requireNonNull(row.get(column));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static Instant moment(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }
}
