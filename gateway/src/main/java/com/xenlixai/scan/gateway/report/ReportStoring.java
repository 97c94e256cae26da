package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.TeaserReport;
import com.xenlixai.scan.gateway.sink.Storing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import reactor.core.publisher.Mono;

/// What becomes of `scan-reports`: both kinds of report are rendered and stored, and then the job
/// state learns that they can be read.
final class ReportStoring implements Storing<SpecificRecord, ReportRow> {

    private final ReportStore store;
    private final Repetition repetition;
    private final Clock clock;

    ReportStoring(ReportStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        repetition = new Repetition(store);
    }

    @Override
    public List<ReportRow> prepare(SpecificRecord event) {
        return switch (event) {
            case TeaserReport teaser -> List.of(ReportRow.of(teaser));
            case FullReport report -> List.of(ReportRow.of(report));
            default ->
                    throw new IllegalArgumentException("no report: " + event.getSchema().getName());
        };
    }

    @Override
    public Mono<Void> store(List<ReportRow> rows) {
        return repetition.completed(rows).flatMap(store::save);
    }

    @Override
    public List<StatusEvent> told(List<ReportRow> rows) {
        Instant now = clock.instant();
        return rows.stream().map(row -> told(row, now)).toList();
    }

    private static StatusEvent told(ReportRow row, Instant now) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(row.scanId(), row.kind().stored(), null, 1))
                .setScanId(row.scanId())
                .setBatchId(row.batchId())
                .setKind(row.kind().stored())
                .setOccurredAt(now)
                .build();
    }
}
