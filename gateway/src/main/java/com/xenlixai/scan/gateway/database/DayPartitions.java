package com.xenlixai.scan.gateway.database;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Makes and drops the daily partitions. Several gateways may do so at once: an advisory lock
/// makes them take turns. Thread-safe.
public final class DayPartitions {

    // Any fixed number that no other part of the gateway uses.
    private static final long LOCK = 0x78656e6c6978L;
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    DayPartitions(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /// A table that is partitioned by day.
    public enum Table {
        REPORT("report"),
        JOB_HISTORY("job_history");

        private final String parent;

        Table(String parent) {
            this.parent = parent;
        }

        private String partition(LocalDate day) {
            return parent + "_d" + SUFFIX.format(day);
        }
    }

    /// Completes when the table can take rows of all these days.
    public Mono<Void> ensure(Table table, Collection<LocalDate> days) {
        return Flux.fromIterable(Set.copyOf(days))
                .filter(day -> !known.contains(table.partition(day)))
                .concatMap(day -> create(table, day))
                .then();
    }

    /// Drops what is older than that day.
    ///
    /// @return the number of partitions dropped
    public Mono<Long> dropBefore(Table table, LocalDate day) {
        String oldest = table.partition(day);
        return partitionsOf(table)
                .filter(partition -> partition.compareTo(oldest) < 0)
                .concatMap(this::drop)
                .count();
    }

    /// Forgets what it knows, for instance after the database was replaced by another.
    public void forget() {
        known.clear();
    }

    private Flux<String> partitionsOf(Table table) {
        return database.sql(
                        """
                        select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = $1::regclass order by 1
                        """)
                .bind(0, table.parent)
                .map((row, _) -> row.get(0, String.class))
                .all();
    }

    /// Made apart and then attached, which unlike `create table … partition of` does not wait for
    /// the readers of the whole table, nor make them wait.
    private Mono<Void> create(Table table, LocalDate day) {
        String partition = table.partition(day);
        Mono<Void> made =
                lock().then(
                                execute(
                                        "create table if not exists %s (like %s including all)"
                                                .formatted(partition, table.parent)))
                        .then(partitionsOf(table).any(partition::equals))
                        .flatMap(
                                attached ->
                                        attached
                                                ? Mono.empty()
                                                : execute(
                                                        "alter table %s attach partition %s for values from ('%s') to ('%s')"
                                                                .formatted(
                                                                        table.parent,
                                                                        partition,
                                                                        day,
                                                                        day.plusDays(1))));
        return transaction.transactional(made).then(Mono.fromRunnable(() -> known.add(partition)));
    }

    /// Waits little for running readers: the next round tries again.
    private Mono<String> drop(String partition) {
        Mono<Void> dropped =
                execute("set local lock_timeout = '2s'")
                        .then(lock())
                        .then(execute("drop table if exists " + partition));
        known.remove(partition);
        return transaction.transactional(dropped).thenReturn(partition);
    }

    private Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock($1)")
                .bind(0, LOCK)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> execute(String statement) {
        return database.sql(statement).then();
    }
}
