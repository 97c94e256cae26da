package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.gateway.database.DayPartitions;
import com.xenlixai.scan.gateway.database.DayPartitions.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Goes round every hour: makes the partitions of today and tomorrow, and drops the days whose
/// retention is over. A round that fails is made up for by the next one.
final class RetentionRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionRounds.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final DatabaseClient database;
    private final DayPartitions partitions;
    private final Duration retention;
    private final Clock clock;
    private volatile @Nullable Disposable running;

    RetentionRounds(
            DatabaseClient database, DayPartitions partitions, Duration retention, Clock clock) {
        this.database = database;
        this.partitions = partitions;
        this.retention = retention;
        this.clock = clock;
    }

    /// One round.
    ///
    /// @return the number of partitions dropped
    Mono<Long> round() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate firstKept = LocalDate.ofInstant(now.minus(retention), ZoneOffset.UTC);
        Instant oldestUnlock = now.minus(retention).minus(Duration.ofDays(1));
        return Flux.fromArray(Table.values())
                .concatMap(
                        table ->
                                partitions
                                        .ensure(table, List.of(today, today.plusDays(1)))
                                        .then(partitions.dropBefore(table, firstKept)))
                .reduce(0L, Long::sum)
                .flatMap(
                        dropped ->
                                database.sql("delete from unlock where unlocked_at < $1")
                                        .bind(0, oldestUnlock)
                                        .fetch()
                                        .rowsUpdated()
                                        .thenReturn(dropped))
                .timeout(DEADLINE);
    }

    private Mono<Long> roundOrWarning() {
        return round().doOnNext(RetentionRounds::tell)
                .onErrorResume(
                        failure -> {
                            LOG.warn(
                                    "Partitions could not be looked after: {}", failure.toString());
                            return Mono.empty();
                        });
    }

    private static void tell(long dropped) {
        if (dropped > 0) {
            LOG.info("{} partitions were dropped: their retention is over", dropped);
        }
    }

    @Override
    public void start() {
        running =
                Flux.interval(Duration.ZERO, EVERY)
                        .onBackpressureDrop()
                        .concatMap(_ -> roundOrWarning())
                        .subscribe();
    }

    @Override
    public void stop() {
        Disposable rounds = running;
        if (rounds != null) {
            rounds.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
