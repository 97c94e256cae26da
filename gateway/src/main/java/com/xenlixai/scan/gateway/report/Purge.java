package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.database.DatabaseGuard;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Erases all that the database keeps of a scan, at once or not at all.
final class Purge {

    private final DatabaseClient database;
    private final DatabaseGuard guard;
    private final TransactionalOperator transaction;

    Purge(DatabaseClient database, DatabaseGuard guard, TransactionalOperator transaction) {
        this.database = database;
        this.guard = guard;
        this.transaction = transaction;
    }

    /// Completes when nothing of that tenant's scan is left.
    Mono<Void> erase(String tenant, String scanId) {
        Mono<Void> erased =
                Flux.just(
                                "report where scan_id",
                                "job_history where scan_id",
                                "unlock where scan_id",
                                "callback where subject",
                                "webhook_delivery where subject")
                        .concatMap(
                                place ->
                                        database.sql(
                                                        "delete from %s = $1 and tenant = $2"
                                                                .formatted(place))
                                                .bind(0, scanId)
                                                .bind(1, tenant)
                                                .fetch()
                                                .rowsUpdated())
                        .then();
        return guard.bounded(transaction.transactional(erased));
    }
}
