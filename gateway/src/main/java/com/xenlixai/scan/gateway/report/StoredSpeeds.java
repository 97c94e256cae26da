package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Strategy;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.report.ReportDocument.Speed;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// The speed measurements of full reports: a page that is run again keeps the one that it had, as
/// the page that one would measure now is another. Non-blocking and thread-safe.
public final class StoredSpeeds {

    private final DatabaseClient database;
    private final DatabaseGuard guard;

    StoredSpeeds(DatabaseClient database, DatabaseGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    /// Measurements by scan; scans without one are left out.
    public Mono<Map<String, SpeedReport>> of(Collection<String> scanIds) {
        return guard.bounded(
                database.sql(
                                """
                                select scan_id, speed from (
                                    select scan_id, convert_from(body, 'UTF8')::json ->> 'psi' as speed
                                    from report where scan_id = any($1) and kind = 'full') as reports
                                where speed is not null
                                """)
                        .bind(0, scanIds.toArray(String[]::new))
                        .map(
                                row ->
                                        Map.entry(
                                                Objects.requireNonNull(
                                                        row.get("scan_id", String.class)),
                                                event(
                                                        Objects.requireNonNull(
                                                                row.get("speed", String.class)))))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static SpeedReport event(String json) {
        Speed speed = ReportJson.speed(json);
        return SpeedReport.newBuilder()
                .setSource(speed.source())
                .setStrategy(Strategy.valueOf(speed.strategy().toUpperCase(Locale.ROOT)))
                .setScore(speed.score())
                .setScores(speed.scores())
                .setLab(speed.lab())
                .setField(speed.field())
                .setFieldScope(speed.fieldScope())
                .setFinalUrl(speed.finalUrl())
                .setLighthouseVersion(speed.lighthouseVersion())
                .setMeasuredAt(speed.measuredAt())
                .build();
    }
}
