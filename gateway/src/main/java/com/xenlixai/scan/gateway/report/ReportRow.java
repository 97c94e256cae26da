package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.TeaserReport;
import org.jspecify.annotations.Nullable;

/// A report as it is kept.
///
/// @param repeated null for a page that was fetched
/// @param body the JSON document as it is served
record ReportRow(
        String scanId,
        ReportKind kind,
        String tenant,
        @Nullable String batchId,
        String url,
        @Nullable Double score,
        @Nullable Integer keyphraseCount,
        @Nullable Repeated repeated,
        byte[] body) {

    /// What a report repeats.
    ///
    /// @param scanId the scan that fetched the page
    /// @param audited whether its audit was taken over too, and with it its teaser
    record Repeated(String scanId, boolean audited) {

        private static @Nullable Repeated of(ScanOrder order) {
            return order.getReplayOf() == null
                    ? null
                    : new Repeated(order.getReplayOf(), order.getReplayFrom() == Stage.GENERATE);
        }
    }

    static ReportRow of(TeaserReport teaser) {
        return new ReportRow(
                teaser.getScanId(),
                ReportKind.TEASER,
                teaser.getTenant(),
                teaser.getBatchId(),
                teaser.getUrl(),
                Figures.rounded(teaser.getScore(), 1),
                null,
                null,
                ReportJson.write(TeaserRendering.document(teaser)));
    }

    static ReportRow of(FullReport report) {
        return new ReportRow(
                report.getOrder().getScanId(),
                ReportKind.FULL,
                report.getOrder().getTenant(),
                report.getOrder().getBatchId(),
                report.getOrder().getUrl(),
                Figures.rounded(report.getAudit().getScore(), 1),
                report.getKeyphrases().size(),
                Repeated.of(report.getOrder()),
                ReportJson.write(ReportRendering.document(report)));
    }

    /// The same report with that document.
    ReportRow with(byte[] document) {
        return new ReportRow(
                scanId, kind, tenant, batchId, url, score, keyphraseCount, repeated, document);
    }

    /// That teaser as the teaser of this report's scan.
    ReportRow withTeaser(byte[] teaser) {
        return new ReportRow(
                scanId, ReportKind.TEASER, tenant, batchId, url, score, null, null, teaser);
    }
}
