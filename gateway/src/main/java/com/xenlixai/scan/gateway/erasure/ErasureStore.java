package com.xenlixai.scan.gateway.erasure;

import com.xenlixai.scan.gateway.database.DatabaseGuard;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// The requests to be forgotten, in PostgreSQL.
final class ErasureStore {

    private final DatabaseClient database;
    private final DatabaseGuard guard;

    ErasureStore(DatabaseClient database, DatabaseGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    /// Notes the request; a later one takes the place of an earlier.
    Mono<Erasure> request(String tenant, Instant now) {
        return guard.bounded(
                database.sql(
                                """
                                insert into tenant_erasure (tenant, requested_at) values ($1, $2)
                                on conflict (tenant) do update set
                                    requested_at = greatest(tenant_erasure.requested_at, excluded.requested_at),
                                    nothing_since = null, finished_at = null
                                returning tenant, requested_at, finished_at
                                """)
                        .bind(0, tenant)
                        .bind(1, now.truncatedTo(ChronoUnit.MILLIS))
                        .map(ErasureStore::erasure)
                        .one());
    }

    Mono<Erasure> find(String tenant) {
        return guard.bounded(
                database.sql(
                                "select tenant, requested_at, finished_at from tenant_erasure where tenant = $1")
                        .bind(0, tenant)
                        .map(ErasureStore::erasure)
                        .one());
    }

    Mono<List<Erasure>> open() {
        return guard.bounded(
                database.sql(
                                """
                                select tenant, requested_at, finished_at from tenant_erasure
                                where finished_at is null
                                """)
                        .map(ErasureStore::erasure)
                        .all()
                        .collectList());
    }

    /// Notes that a round has found something, or nothing. Finished is what has had nothing for so
    /// long that nothing is on its way any more.
    Mono<Void> note(Erasure erasure, boolean found, Duration quiet) {
        return guard.bounded(
                database.sql(
                                """
                                update tenant_erasure set
                                    nothing_since = case when $3 then null else coalesce(nothing_since, now()) end,
                                    finished_at = case when not $3
                                        and nothing_since < now() - make_interval(secs => $4) then now() end
                                where tenant = $1 and requested_at = $2
                                """)
                        .bind(0, erasure.tenant())
                        .bind(1, erasure.requestedAt())
                        .bind(2, found)
                        .bind(3, quiet.toMillis() / 1e3)
                        .then());
    }

    private static Erasure erasure(Readable row) {
        return new Erasure(
                Objects.requireNonNull(row.get("tenant", String.class)),
                Objects.requireNonNull(row.get("requested_at", Instant.class)),
                row.get("finished_at", Instant.class));
    }
}
