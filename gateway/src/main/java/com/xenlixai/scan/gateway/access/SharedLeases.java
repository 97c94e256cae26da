package com.xenlixai.scan.gateway.access;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Leases out of PostgreSQL: one row for each key and policy, one statement for each lease, by the
/// database's clock. A gateway gets up to a fiftieth of what is left beyond its need, so that it
/// asks seldom while there is plenty, and little is held back by others when there is not.
final class SharedLeases implements Leases {

    private static final String BUCKET =
            "least($3::float8, old.level + $4::float8"
                    + " * greatest(0, extract(epoch from now() - old.at)))";
    private static final String DAY =
            "case when (old.at at time zone 'UTC')::date < (now() at time zone 'UTC')::date"
                    + " then $3::float8 else least(old.level, $3::float8) end + 0 * $4::float8";
    // Whole uses only: a rest of one is of no use to anybody.
    private static final String LEASE =
            """
            insert into api_key_allowance as old (key_id, policy, level, granted, at)
            values ($1, $2, $3::float8 - least($5, $3::float8), least($5, $3::float8)::int, now())
            on conflict (key_id, policy) do update set
                level = greatest(0, %1$s) - %2$s,
                granted = %2$s,
                at = greatest(old.at, now())
            returning granted, level
            """;
    private static final String GRANTED =
            "(floor(least(greatest(0, %1$s), greatest($5, %1$s / 50)) / $6) * $6)::int";

    private final DatabaseClient database;

    SharedLeases(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Grant> lease(String keyId, Policy policy, int wanted) {
        String level = policy.isDaily() ? "(" + DAY + ")" : "(" + BUCKET + ")";
        return database.sql(LEASE.formatted(level, GRANTED.formatted(level)))
                .bind(0, keyId)
                .bind(1, policy.name())
                .bind(2, (double) policy.capacity())
                .bind(3, (double) policy.perSecond())
                .bind(4, (double) wanted)
                .bind(5, (double) policy.cost())
                .map(
                        row ->
                                new Grant(
                                        Objects.requireNonNull(row.get("granted", Integer.class)),
                                        Objects.requireNonNull(row.get("level", Double.class))))
                .one();
    }
}
