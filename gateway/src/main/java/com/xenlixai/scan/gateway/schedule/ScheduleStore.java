package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.gateway.access.Caller;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/// Schedules in the table `schedule`. Methods fail with the database's own errors.
final class ScheduleStore {

    private final DatabaseClient database;

    ScheduleStore(DatabaseClient database) {
        this.database = database;
    }

    /// A schedule as it is kept.
    record Schedule(String id, String hash, byte[] request, Instant createdAt, Instant nextRunAt) {}

    /// A run that this gateway is to fire.
    ///
    /// @param keyId the key that ordered the schedule, or null
    record Due(
            String id,
            String tenant,
            @Nullable String keyId,
            byte[] batch,
            Timing timing,
            Instant runAt) {}

    /// Keeps a schedule; one of that id stays as it is.
    Mono<Void> add(
            Caller caller, String id, String hash, ScheduleRequest request, Instant firstRun) {
        GenericExecuteSpec insert =
                database.sql(
                                """
                                insert into schedule (id, tenant, request_hash, request, batch, cron, zone,
                                    every_seconds, callback_url, max_drop, next_at, key_id)
                                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                                on conflict (id) do nothing
                                """)
                        .bind(0, id)
                        .bind(1, caller.tenant())
                        .bind(2, hash)
                        .bind(3, request.document())
                        .bind(4, request.batch())
                        .bind(10, firstRun);
        GenericExecuteSpec timed =
                switch (request.timing()) {
                    case Timing.Cron(String text, ZoneId zone) ->
                            insert.bind(5, text).bind(6, zone.getId()).bindNull(7, Long.class);
                    case Timing.Interval(Duration every) ->
                            insert.bindNull(5, String.class)
                                    .bindNull(6, String.class)
                                    .bind(7, every.toSeconds());
                };
        GenericExecuteSpec told =
                bound(
                        bound(timed, 8, request.callbackUrl(), String.class),
                        9,
                        request.maxDrop(),
                        Double.class);
        return bound(told, 11, caller.keyId(), String.class).then();
    }

    private static <T> GenericExecuteSpec bound(
            GenericExecuteSpec statement, int index, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(index, type) : statement.bind(index, value);
    }

    Mono<Schedule> find(String tenant, String id) {
        return database.sql("select * from schedule where id = $1 and tenant = $2")
                .bind(0, id)
                .bind(1, tenant)
                .map(ScheduleStore::schedule)
                .one();
    }

    /// The tenant's schedules, newest first.
    Mono<List<Schedule>> list(String tenant, int most) {
        return database.sql(
                        """
                        select * from schedule where tenant = $1 order by created_at desc, id desc limit $2
                        """)
                .bind(0, tenant)
                .bind(1, most)
                .map(ScheduleStore::schedule)
                .all()
                .collectList();
    }

    Mono<Long> count(String tenant) {
        return database.sql("select count(*) from schedule where tenant = $1")
                .bind(0, tenant)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /// Whether there was one to remove.
    Mono<Boolean> remove(String tenant, String id) {
        return database.sql("delete from schedule where id = $1 and tenant = $2")
                .bind(0, id)
                .bind(1, tenant)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /// Takes runs that are due and that no other gateway has taken. Times are the database's.
    Mono<List<Due>> claim(int most, Duration lease) {
        return database.sql(
                        """
                        update schedule set leased_until = now() + make_interval(secs => $2)
                        where id in (
                            select id from schedule
                            where next_at <= now() and (leased_until is null or leased_until <= now())
                            order by next_at limit $1 for update skip locked)
                        returning *
                        """)
                .bind(0, most)
                .bind(1, seconds(lease))
                .map(ScheduleStore::due)
                .all()
                .collectList();
    }

    /// Goes on holding a run.
    Mono<Void> renew(Due due, Duration lease) {
        return database.sql(
                        """
                        update schedule set leased_until = now() + make_interval(secs => $3)
                        where id = $1 and next_at = $2
                        """)
                .bind(0, due.id())
                .bind(1, due.runAt())
                .bind(2, seconds(lease))
                .then();
    }

    /// The run is fired, or will never be. Of several that say so the first is heard.
    Mono<Void> fired(Due due, Instant next) {
        return database.sql(
                        "update schedule set next_at = $3, leased_until = null where id = $1 and next_at = $2")
                .bind(0, due.id())
                .bind(1, due.runAt())
                .bind(2, next)
                .then();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Schedule schedule(Readable row) {
        return new Schedule(
                text(row, "id"),
                text(row, "request_hash"),
                bytes(row, "request"),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("next_at", Instant.class)));
    }

    private static Due due(Readable row) {
        String cron = row.get("cron", String.class);
        Timing timing =
                cron == null
                        ? new Timing.Interval(
                                Duration.ofSeconds(
                                        Objects.requireNonNull(
                                                row.get("every_seconds", Long.class))))
                        : new Timing.Cron(cron, ZoneId.of(text(row, "zone")));
        return new Due(
                text(row, "id"),
                text(row, "tenant"),
                row.get("key_id", String.class),
                bytes(row, "batch"),
                timing,
                Objects.requireNonNull(row.get("next_at", Instant.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static byte[] bytes(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, byte[].class));
    }
}
