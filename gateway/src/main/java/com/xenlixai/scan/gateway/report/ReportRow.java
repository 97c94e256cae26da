package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.TeaserReport;
import org.jspecify.annotations.Nullable;

/// A report as it is kept.
///
/// @param body the JSON document as it is served
record ReportRow(
        String scanId,
        ReportKind kind,
        String tenant,
        @Nullable String batchId,
        String url,
        @Nullable Double score,
        @Nullable Integer keyphraseCount,
        byte[] body) {

    static ReportRow of(TeaserReport teaser) {
        return new ReportRow(
                teaser.getScanId(),
                ReportKind.TEASER,
                teaser.getTenant(),
                teaser.getBatchId(),
                teaser.getUrl(),
                Figures.rounded(teaser.getScore(), 1),
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
                ReportJson.write(ReportRendering.document(report)));
    }
}
