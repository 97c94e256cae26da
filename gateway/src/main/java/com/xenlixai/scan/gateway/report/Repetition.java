package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDocument.Replay;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Completes the reports of pages that were run again from the log: they tell what has moved since
/// the page was fetched, and where the audit was taken over, its teaser is too.
final class Repetition {

    private final ReportStore store;

    Repetition(ReportStore store) {
        this.store = store;
    }

    /// The same rows with what is to be told beside them.
    Mono<List<ReportRow>> completed(List<ReportRow> rows) {
        if (rows.stream().allMatch(row -> row.repeated() == null)) {
            return Mono.just(rows);
        }
        return Flux.fromIterable(rows).concatMap(this::completed).collectList();
    }

    private Flux<ReportRow> completed(ReportRow row) {
        ReportRow.Repeated repeated = row.repeated();
        if (repeated == null) {
            return Flux.just(row);
        }
        Mono<ReportRow> full =
                store.find(repeated.scanId(), ReportKind.FULL)
                        .filter(first -> first.tenant().equals(row.tenant()))
                        .map(first -> compared(row, first))
                        .defaultIfEmpty(row);
        Mono<ReportRow> teaser =
                repeated.audited()
                        ? store.find(repeated.scanId(), ReportKind.TEASER)
                                .filter(first -> first.tenant().equals(row.tenant()))
                                .map(first -> row.withTeaser(teaser(row, first)))
                        : Mono.empty();
        return Flux.concat(teaser, full);
    }

    private static ReportRow compared(ReportRow row, StoredReport first) {
        ReportDocument before = ReportJson.report(first.body());
        ReportDocument after = ReportJson.report(row.body());
        Replay replay = after.replay();
        if (replay == null) {
            return row;
        }
        ReportDiff diff = ReportDiff.between(before, after);
        List<ReportDiff.Change> moved =
                Stream.of(diff.fresh(), diff.fixed(), diff.changed())
                        .flatMap(List::stream)
                        .toList();
        return row.with(
                ReportJson.write(
                        after.with(
                                new Replay(
                                        replay.of(),
                                        replay.from(),
                                        diff.before(),
                                        diff.score(),
                                        moved))));
    }

    private static byte[] teaser(ReportRow row, StoredReport first) {
        return ReportJson.teaserOf(row.scanId(), row.batchId(), first.body());
    }
}
