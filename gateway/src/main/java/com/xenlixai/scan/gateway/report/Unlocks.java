package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Which full reports are unlocked. The first unlock of a scan counts as a conversion; the
/// database decides which one is the first, whichever gateway is asked.
final class Unlocks {

    private final DatabaseClient database;
    private final DatabaseGuard guard;
    private final Clock clock;
    private final Map<Plan, Counter> conversions;

    Unlocks(DatabaseClient database, DatabaseGuard guard, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.guard = guard;
        this.clock = clock;
        conversions =
                Plan.counters(
                        meters,
                        "scan.premium.conversions",
                        "Full reports unlocked, each scan once");
    }

    /// Unlocks the scan's full report.
    ///
    /// @return when it was unlocked first
    Mono<Instant> unlock(String scanId, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Mono<Instant> first =
                database.sql(
                                """
                                insert into unlock (scan_id, tenant, unlocked_at) values ($1, $2, $3)
                                on conflict do nothing returning unlocked_at
                                """)
                        .bind(0, scanId)
                        .bind(1, caller.tenant())
                        .bind(2, now)
                        .map((row, _) -> Objects.requireNonNull(row.get(0, Instant.class)))
                        .one()
                        .doOnNext(_ -> count(caller));
        return guard.bounded(first.switchIfEmpty(Mono.defer(() -> unlockedAt(scanId))));
    }

    /// Whether somebody has unlocked it.
    Mono<Boolean> isUnlocked(String scanId) {
        return guard.bounded(unlockedAt(scanId).hasElement());
    }

    private Mono<Instant> unlockedAt(String scanId) {
        return database.sql("select unlocked_at from unlock where scan_id = $1")
                .bind(0, scanId)
                .map((row, _) -> Objects.requireNonNull(row.get(0, Instant.class)))
                .one();
    }

    private void count(Caller caller) {
        Objects.requireNonNull(conversions.get(Plan.of(caller))).increment();
    }
}
