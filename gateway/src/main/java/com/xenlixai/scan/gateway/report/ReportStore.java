package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.database.DayPartitions;
import com.xenlixai.scan.gateway.database.DayPartitions.Table;
import com.xenlixai.scan.gateway.database.Statements;
import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/// Reports in the table `report`, in the partition of the day on which they were stored. The first
/// report of a scan and kind stays for good: what has been read once reads the same ever after.
final class ReportStore {

    private static final String[] TYPES = {
        "date",
        "text",
        "text",
        "text",
        "text",
        "text",
        "double precision",
        "integer",
        "timestamptz",
        "bytea",
        "bytea"
    };

    private final DatabaseClient database;
    private final DatabaseGuard guard;
    private final DayPartitions partitions;
    private final Clock clock;

    ReportStore(
            DatabaseClient database, DatabaseGuard guard, DayPartitions partitions, Clock clock) {
        this.database = database;
        this.guard = guard;
        this.partitions = partitions;
        this.clock = clock;
    }

    /// Stores reports; repeats change nothing. Fails with the database's own errors.
    Mono<Void> save(List<ReportRow> rows) {
        Map<String, ReportRow> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.kind() + "/" + row.scanId(), row));
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return partitions
                .ensure(Table.REPORT, List.of(today))
                .then(Mono.defer(() -> insert(List.copyOf(first.values()), now, today)))
                .doOnError(_ -> partitions.forget());
    }

    private Mono<Void> insert(List<ReportRow> rows, Instant now, LocalDate today) {
        // The unique key holds within a day only, so earlier days are looked up.
        String sql =
                """
                insert into report (stored_on, scan_id, kind, tenant, batch_id, url, score,
                    keyphrase_count, stored_at, sha256, body)
                select * from (values %s) as new (stored_on, scan_id, kind, tenant, batch_id, url, score,
                    keyphrase_count, stored_at, sha256, body)
                where not exists (
                    select from report old where old.scan_id = new.scan_id and old.kind = new.kind)
                on conflict do nothing
                """
                        .formatted(Statements.rows(rows.size(), TYPES));
        GenericExecuteSpec statement = database.sql(sql);
        int next = 0;
        for (ReportRow row : rows) {
            statement =
                    statement
                            .bind(next, today)
                            .bind(next + 1, row.scanId())
                            .bind(next + 2, row.kind().column())
                            .bind(next + 3, row.tenant());
            statement = bind(statement, next + 4, row.batchId(), String.class);
            statement = statement.bind(next + 5, row.url());
            statement = bind(statement, next + 6, row.score(), Double.class);
            statement = bind(statement, next + 7, row.keyphraseCount(), Integer.class);
            statement =
                    statement
                            .bind(next + 8, now)
                            .bind(next + 9, sha256(row.body()))
                            .bind(next + 10, row.body());
            next += TYPES.length;
        }
        return statement.then();
    }

    private static GenericExecuteSpec bind(
            GenericExecuteSpec statement, int index, @Nullable Object value, Class<?> type) {
        return value == null ? statement.bindNull(index, type) : statement.bind(index, value);
    }

    /// The report of that scan and kind; empty when there is none.
    Mono<StoredReport> find(String scanId, ReportKind kind) {
        return guard.bounded(
                database.sql(
                                """
                                select r.tenant, r.sha256, r.body, (
                                    select f.keyphrase_count from report f
                                    where f.scan_id = r.scan_id and f.kind = 'full'
                                    order by f.stored_at limit 1) as keyphrase_count
                                from report r where r.scan_id = $1 and r.kind = $2
                                order by r.stored_at limit 1
                                """)
                        .bind(0, scanId)
                        .bind(1, kind.column())
                        .map(ReportStore::stored)
                        .one());
    }

    private static StoredReport stored(Readable row) {
        return new StoredReport(
                Objects.requireNonNull(row.get("tenant", String.class)),
                row.get("keyphrase_count", Integer.class),
                HexFormat.of().formatHex(Objects.requireNonNull(row.get("sha256", byte[].class))),
                Objects.requireNonNull(row.get("body", byte[].class)));
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
