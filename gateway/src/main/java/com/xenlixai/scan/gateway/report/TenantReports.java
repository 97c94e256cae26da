package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.access.TenantData;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A tenant's reports and unlocks, to be erased. A report may be stored after the request: its scan
/// tells when it was ordered.
final class TenantReports implements TenantData {

    private final DatabaseClient database;
    private final DatabaseGuard guard;

    TenantReports(DatabaseClient database, DatabaseGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public Mono<Long> erase(String tenant, Instant orderedUntil) {
        return Flux.just(delete("report", "stored_at"), delete("unlock", "unlocked_at"))
                .concatMap(
                        sql ->
                                guard.bounded(
                                        database.sql(sql)
                                                .bind(0, tenant)
                                                .bind(1, orderedUntil)
                                                .fetch()
                                                .rowsUpdated()))
                .reduce(0L, Long::sum);
    }

    private static String delete(String table, String time) {
        return """
        delete from %1$s t where tenant = $1 and (%2$s <= $2 or exists (
            select from job_history h where h.scan_id = t.scan_id and h.submitted_at <= $2))
        """
                .formatted(table, time);
    }
}
