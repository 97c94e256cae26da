package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.gateway.access.TenantData;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// A tenant's finished jobs, to be erased; each after its reports, which are found by it.
final class TenantHistory implements TenantData {

    private final DatabaseClient database;
    private final DatabaseGuard guard;

    TenantHistory(DatabaseClient database, DatabaseGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public Mono<Long> erase(String tenant, Instant orderedUntil) {
        return guard.bounded(
                database.sql(
                                """
                                delete from job_history h where tenant = $1 and submitted_at <= $2
                                    and not exists (select from report r where r.scan_id = h.scan_id)
                                """)
                        .bind(0, tenant)
                        .bind(1, orderedUntil)
                        .fetch()
                        .rowsUpdated());
    }
}
