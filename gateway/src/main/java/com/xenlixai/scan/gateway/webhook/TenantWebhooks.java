package com.xenlixai.scan.gateway.webhook;

import com.xenlixai.scan.gateway.access.TenantData;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Whom a tenant wants to be told, its messages and its secrets, to be erased.
final class TenantWebhooks implements TenantData {

    private final DatabaseClient database;
    private final DatabaseGuard guard;

    TenantWebhooks(DatabaseClient database, DatabaseGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public Mono<Long> erase(String tenant, Instant orderedUntil) {
        return Flux.just("callback", "webhook_delivery", "webhook_secret")
                .concatMap(
                        table ->
                                guard.bounded(
                                        database.sql(
                                                        "delete from %s where tenant = $1 and created_at <= $2"
                                                                .formatted(table))
                                                .bind(0, tenant)
                                                .bind(1, orderedUntil)
                                                .fetch()
                                                .rowsUpdated()))
                .reduce(0L, Long::sum);
    }
}
