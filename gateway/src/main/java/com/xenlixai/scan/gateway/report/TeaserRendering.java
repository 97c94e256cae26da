package com.xenlixai.scan.gateway.report;

import static com.xenlixai.scan.gateway.report.Figures.certain;
import static com.xenlixai.scan.gateway.report.Figures.rounded;
import static com.xenlixai.scan.gateway.report.Figures.word;

import com.xenlixai.scan.contract.event.Evidence;
import com.xenlixai.scan.contract.event.TeaserFinding;
import com.xenlixai.scan.contract.event.TeaserReport;
import com.xenlixai.scan.gateway.report.ReportDocument.Cap;
import com.xenlixai.scan.gateway.report.ReportDocument.Category;
import com.xenlixai.scan.gateway.report.ReportDocument.Headline;
import com.xenlixai.scan.gateway.report.ReportDocument.Place;
import com.xenlixai.scan.gateway.report.TeaserDocument.AgentKind;
import com.xenlixai.scan.gateway.report.TeaserDocument.Card;
import com.xenlixai.scan.gateway.report.TeaserDocument.Counts;
import com.xenlixai.scan.gateway.report.TeaserDocument.Finding;
import com.xenlixai.scan.gateway.report.TeaserDocument.Http;
import com.xenlixai.scan.gateway.report.TeaserDocument.Locked;
import com.xenlixai.scan.gateway.report.TeaserDocument.Versions;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From the event to the document.
final class TeaserRendering {

    private TeaserRendering() {}

    static TeaserDocument document(TeaserReport teaser) {
        return new TeaserDocument(
                teaser.getScanId(),
                teaser.getBatchId(),
                teaser.getUrl(),
                teaser.getFinalUrl(),
                teaser.getFetchedAt(),
                new Http(
                        teaser.getStatus(),
                        teaser.getHtmlBytes() > 0 ? teaser.getHtmlBytes() : null,
                        teaser.getFetchMillis() >= 0 ? teaser.getFetchMillis() : null),
                rounded(teaser.getScore(), 1),
                teaser.getBand(),
                teaser.getState(),
                certain(teaser.getCoverage(), 3),
                teaser.getCategories().stream()
                        .map(
                                one ->
                                        new Category(
                                                one.getId(),
                                                rounded(one.getScore(), 1),
                                                certain(one.getCoverage(), 3)))
                        .toList(),
                teaser.getHeadlines().stream()
                        .map(one -> new Headline(one.getId(), rounded(one.getScore(), 1)))
                        .toList(),
                teaser.getCaps().stream()
                        .map(
                                cap ->
                                        new Cap(
                                                cap.getId(),
                                                cap.getScore(),
                                                cap.getMax(),
                                                cap.getReason()))
                        .toList(),
                teaser.getGravest().stream().map(TeaserRendering::finding).toList(),
                teaser.getCritical().stream().map(TeaserRendering::finding).toList(),
                new Counts(
                        new TreeMap<>(teaser.getOutcomes()),
                        new TreeMap<>(teaser.getSeverities()),
                        new TreeMap<>(teaser.getFindingsByCategory())),
                teaser.getTitle(),
                teaser.getDescription(),
                new Card(teaser.getCardTitle(), teaser.getCardDescription(), teaser.getCardImage()),
                teaser.getAgents().stream()
                        .map(one -> new AgentKind(one.getKind(), one.getAllowed(), one.getTotal()))
                        .toList(),
                teaser.getLocked().stream()
                        .map(
                                part ->
                                        new Locked(
                                                part.getId(),
                                                part.getCount() >= 0 ? part.getCount() : null,
                                                part.getReason()))
                        .toList(),
                new Versions(teaser.getRulesetVersion()),
                null);
    }

    private static Finding finding(TeaserFinding finding) {
        return new Finding(
                finding.getId(),
                finding.getCategory(),
                word(finding.getOutcome()),
                finding.getSeverity(),
                finding.getTitle(),
                finding.getWhy(),
                certain(finding.getPointsLost(), 2),
                place(finding.getEvidence()));
    }

    static @Nullable Place place(@Nullable Evidence evidence) {
        return evidence == null
                ? null
                : new Place(
                        evidence.getPath(),
                        evidence.getSnippet(),
                        Figures.positive(evidence.getLine()),
                        Figures.positive(evidence.getColumn()),
                        evidence.getNote());
    }
}
