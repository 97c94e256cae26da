package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.database.DayPartitions;
import com.xenlixai.scan.gateway.database.DayPartitions.Table;
import com.xenlixai.scan.gateway.database.Statements;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/// The archive in the table `job_history`. Of one job the highest version stays.
final class ArchiveStore implements JobArchive {

    private static final String[] TYPES = {
        "date",
        "text",
        "text",
        "text",
        "integer",
        "text",
        "text",
        "text",
        "text",
        "bigint",
        "timestamptz",
        "timestamptz",
        "bytea"
    };

    private final DatabaseClient database;
    private final DatabaseGuard guard;
    private final DayPartitions partitions;
    private final Duration retention;
    private final Clock clock;

    ArchiveStore(
            DatabaseClient database,
            DatabaseGuard guard,
            DayPartitions partitions,
            Duration retention,
            Clock clock) {
        this.database = database;
        this.guard = guard;
        this.partitions = partitions;
        this.retention = retention;
        this.clock = clock;
    }

    /// Stores finished jobs. Repeats and older versions change nothing; jobs whose retention is
    /// over are left out. Fails with the database's own errors.
    Mono<Void> save(Collection<JobState> jobs) {
        Map<String, JobState> latest = new LinkedHashMap<>();
        for (JobState job : jobs) {
            if (isKept(job)) {
                latest.merge(
                        job.getScanId(),
                        job,
                        (one, other) -> one.getVersion() >= other.getVersion() ? one : other);
            }
        }
        if (latest.isEmpty()) {
            return Mono.empty();
        }
        Set<LocalDate> days = new TreeSet<>();
        latest.values().forEach(job -> days.add(day(job.getFinishedAt())));
        return partitions
                .ensure(Table.JOB_HISTORY, days)
                .then(Mono.defer(() -> insert(List.copyOf(latest.values()))))
                .doOnError(_ -> partitions.forget());
    }

    private boolean isKept(JobState job) {
        return job.getOrder() != null
                && job.getFinishedAt() != null
                && !day(job.getFinishedAt()).isBefore(day(clock.instant().minus(retention)));
    }

    private Mono<Void> insert(List<JobState> jobs) {
        String sql =
                """
                insert into job_history (finished_on, scan_id, tenant, batch_id, batch_index, url, host,
                    status, cause, version, submitted_at, finished_at, state)
                values %s
                on conflict (scan_id, finished_on) do update set
                    status = excluded.status, cause = excluded.cause, version = excluded.version,
                    finished_at = excluded.finished_at, state = excluded.state
                where excluded.version > job_history.version
                """
                        .formatted(Statements.rows(jobs.size(), TYPES));
        GenericExecuteSpec statement = database.sql(sql);
        int next = 0;
        for (JobState job : jobs) {
            statement = bind(statement, next, job);
            next += TYPES.length;
        }
        return statement.then();
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, int first, JobState job) {
        ScanOrder order = job.getOrder();
        String cause = job.getFailure() == null ? null : job.getFailure().getCause().name();
        GenericExecuteSpec bound =
                statement
                        .bind(first, day(job.getFinishedAt()))
                        .bind(first + 1, job.getScanId())
                        .bind(first + 2, order.getTenant());
        bound = bindText(bound, first + 3, order.getBatchId());
        bound =
                bound.bind(first + 4, order.getBatchIndex())
                        .bind(first + 5, order.getUrl())
                        .bind(first + 6, host(order.getUrl()))
                        .bind(first + 7, job.getStatus().name());
        return bindText(bound, first + 8, cause)
                .bind(first + 9, job.getVersion())
                .bind(first + 10, order.getSubmittedAt())
                .bind(first + 11, job.getFinishedAt())
                .bind(first + 12, EventCodec.encode(job));
    }

    private static GenericExecuteSpec bindText(
            GenericExecuteSpec statement, int index, @Nullable String value) {
        return value == null
                ? statement.bindNull(index, String.class)
                : statement.bind(index, value);
    }

    @Override
    public Mono<JobState> find(String scanId) {
        return guard.bounded(
                database.sql(
                                "select state from job_history where scan_id = $1 order by version"
                                        + " desc limit 1")
                        .bind(0, scanId)
                        .map(ArchiveStore::state)
                        .one());
    }

    @Override
    public Mono<List<JobState>> findAll(Collection<String> scanIds) {
        if (scanIds.isEmpty()) {
            return Mono.just(List.of());
        }
        return guard.bounded(
                database.sql(
                                """
                                select distinct on (scan_id) state from job_history
                                where scan_id = any($1) order by scan_id, version desc
                                """)
                        .bind(0, scanIds.toArray(String[]::new))
                        .map(ArchiveStore::state)
                        .all()
                        .collectList());
    }

    @Override
    public Mono<Page> list(Query query) {
        List<Object> values = new ArrayList<>();
        var where = new StringBuilder("tenant = $1");
        values.add(query.tenant());
        if (!query.statuses().isEmpty()) {
            values.add(query.statuses().stream().map(JobStatus::name).toArray(String[]::new));
            where.append(" and status = any($").append(values.size()).append(")");
        }
        if (query.host() != null) {
            values.add(query.host().toLowerCase(Locale.ROOT));
            where.append(" and host = $").append(values.size());
        }
        if (query.batchId() != null) {
            values.add(query.batchId());
            where.append(" and batch_id = $").append(values.size());
        }
        if (query.after() != null) {
            values.add(query.after().submittedAt());
            values.add(query.after().scanId());
            where.append(
                    " and (submitted_at, scan_id) < ($%d, $%d)"
                            .formatted(values.size() - 1, values.size()));
        }
        // One more than asked for tells whether there is a next page.
        values.add(query.limit() + 1);
        GenericExecuteSpec statement =
                database.sql(
                        "select state from job_history where %s order by submitted_at desc, scan_id desc limit $%d"
                                .formatted(where, values.size()));
        for (int i = 0; i < values.size(); i++) {
            statement = statement.bind(i, values.get(i));
        }
        return guard.bounded(
                statement
                        .map(ArchiveStore::state)
                        .all()
                        .collectList()
                        .map(jobs -> page(jobs, query)));
    }

    private static Page page(List<JobState> jobs, Query query) {
        if (jobs.size() <= query.limit()) {
            return new Page(jobs, null);
        }
        List<JobState> shown = jobs.subList(0, query.limit());
        JobState last = shown.getLast();
        return new Page(shown, new Position(last.getOrder().getSubmittedAt(), last.getScanId()));
    }

    @Override
    public Mono<Set<String>> durable(Collection<String> scanIds) {
        if (scanIds.isEmpty()) {
            return Mono.just(Set.of());
        }
        return guard.bounded(
                database.sql("select distinct scan_id from job_history where scan_id = any($1)")
                        .bind(0, scanIds.toArray(String[]::new))
                        .map((row, _) -> Objects.requireNonNull(row.get(0, String.class)))
                        .all()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Mono<JobState> freshest(String tenant, String url, Instant since) {
        return guard.bounded(
                database.sql(
                                """
                                select state from job_history
                                where tenant = $1 and md5(url) = md5($2) and url = $2
                                    and status = 'FULL_READY' and finished_at >= $3
                                order by finished_at desc limit 100
                                """)
                        .bind(0, tenant)
                        .bind(1, url)
                        .bind(2, since)
                        .map(ArchiveStore::state)
                        .all()
                        .filter(job -> !isReplay(job))
                        .next());
    }

    /// A replay ends today, but its page is as old as that of the scan that it repeats.
    private static boolean isReplay(JobState job) {
        return job.getOrder() != null && job.getOrder().getReplayOf() != null;
    }

    private static JobState state(Readable row) {
        return EventCodec.decode(
                Objects.requireNonNull(row.get("state", byte[].class)), JobState.class);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /// The host of a canonical URL. Canonical URLs may hold characters that `java.net.URI` refuses.
    private static String host(String url) {
        int start = url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        int port = authority.lastIndexOf(':');
        boolean hasPort = port > authority.lastIndexOf(']');
        return (hasPort ? authority.substring(0, port) : authority).toLowerCase(Locale.ROOT);
    }
}
