package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.gateway.access.TenantData;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// A tenant's schedules and their runs, to be erased. The runs' batches are others' to erase.
final class TenantSchedules implements TenantData {

    private final DatabaseClient database;
    private final DatabaseGuard guard;

    TenantSchedules(DatabaseClient database, DatabaseGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public Mono<Long> erase(String tenant, Instant orderedUntil) {
        return guard.bounded(
                database.sql("delete from schedule where tenant = $1 and created_at <= $2")
                        .bind(0, tenant)
                        .bind(1, orderedUntil)
                        .fetch()
                        .rowsUpdated());
    }
}
