package com.xenlixai.scan.gateway.report;

import static com.xenlixai.scan.gateway.report.Figures.certain;
import static com.xenlixai.scan.gateway.report.Figures.positive;
import static com.xenlixai.scan.gateway.report.Figures.rounded;
import static com.xenlixai.scan.gateway.report.Figures.word;

import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.FetchSummary;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.gateway.report.ReportDocument.Advice;
import com.xenlixai.scan.gateway.report.ReportDocument.Agent;
import com.xenlixai.scan.gateway.report.ReportDocument.Alternate;
import com.xenlixai.scan.gateway.report.ReportDocument.Cap;
import com.xenlixai.scan.gateway.report.ReportDocument.Category;
import com.xenlixai.scan.gateway.report.ReportDocument.Check;
import com.xenlixai.scan.gateway.report.ReportDocument.Faq;
import com.xenlixai.scan.gateway.report.ReportDocument.Heading;
import com.xenlixai.scan.gateway.report.ReportDocument.Headline;
import com.xenlixai.scan.gateway.report.ReportDocument.Http;
import com.xenlixai.scan.gateway.report.ReportDocument.Images;
import com.xenlixai.scan.gateway.report.ReportDocument.Item;
import com.xenlixai.scan.gateway.report.ReportDocument.Links;
import com.xenlixai.scan.gateway.report.ReportDocument.Page;
import com.xenlixai.scan.gateway.report.ReportDocument.Phrase;
import com.xenlixai.scan.gateway.report.ReportDocument.Recommendation;
import com.xenlixai.scan.gateway.report.ReportDocument.Redirect;
import com.xenlixai.scan.gateway.report.ReportDocument.Rejected;
import com.xenlixai.scan.gateway.report.ReportDocument.Replay;
import com.xenlixai.scan.gateway.report.ReportDocument.Robots;
import com.xenlixai.scan.gateway.report.ReportDocument.Speed;
import com.xenlixai.scan.gateway.report.ReportDocument.StructuredData;
import com.xenlixai.scan.gateway.report.ReportDocument.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From the event to the document.
final class ReportRendering {

    private ReportRendering() {}

    static ReportDocument document(FullReport report) {
        Audit audit = report.getAudit();
        return new ReportDocument(
                report.getOrder().getScanId(),
                report.getOrder().getBatchId(),
                report.getOrder().getUrl(),
                report.getFetch().getFinalUrl(),
                report.getFetch().getFetchedAt(),
                http(report.getFetch()),
                rounded(audit.getScore(), 1),
                rounded(audit.getUncappedScore(), 1),
                audit.getBand(),
                audit.getState(),
                certain(audit.getCoverage(), 3),
                categories(audit),
                audit.getHeadlines().stream()
                        .map(one -> new Headline(one.getId(), rounded(one.getScore(), 1)))
                        .toList(),
                audit.getCaps().stream()
                        .map(
                                cap ->
                                        new Cap(
                                                cap.getId(),
                                                cap.getScore(),
                                                cap.getMax(),
                                                cap.getReason()))
                        .toList(),
                audit.getChecks().stream().map(ReportRendering::check).toList(),
                agents(audit),
                page(report.getPage()),
                speed(report.getSpeed()),
                report.getLanguage(),
                rounded(report.getContentConfidence(), 3),
                keyphrases(report),
                advice(report.getInsights()),
                List.copyOf(report.getDegraded()),
                new TreeMap<>(report.getTimings()),
                new Versions(
                        audit.getRulesetVersion(),
                        report.getKeyphraseVersion(),
                        report.getPromptVersion(),
                        report.getModel()),
                report.getContentHash(),
                replay(report.getOrder()));
    }

    private static Http http(FetchSummary fetch) {
        return new Http(
                fetch.getStatus(),
                fetch.getHttpVersion(),
                fetch.getContentType(),
                fetch.getContentEncoding(),
                fetch.getWireBytes(),
                word(fetch.getTruncation()),
                fetch.getTlsProtocol(),
                fetch.getHops().stream()
                        .map(
                                hop ->
                                        new Redirect(
                                                hop.getUrl(),
                                                hop.getStatus(),
                                                hop.getLocation(),
                                                hop.getMillis()))
                        .toList(),
                robots(fetch.getRobots()),
                timings(fetch.getTimings()));
    }

    private static @Nullable Robots robots(@Nullable RobotsDecision decision) {
        return decision == null
                ? null
                : new Robots(
                        decision.getAllowed(),
                        decision.getReason(),
                        decision.getRule(),
                        positive(decision.getLine()));
    }

    private static Map<String, Long> timings(FetchTimings timings) {
        Map<String, Long> known = new LinkedHashMap<>();
        known.put("queueMillis", timings.getQueueMillis());
        known.put("dnsMillis", timings.getDnsMillis());
        known.put("connectMillis", timings.getConnectMillis());
        known.put("tlsMillis", timings.getTlsMillis());
        known.put("firstByteMillis", timings.getFirstByteMillis());
        known.put("bodyMillis", timings.getBodyMillis());
        known.put("totalMillis", timings.getTotalMillis());
        known.values().removeIf(millis -> millis < 0);
        return known;
    }

    private static List<Category> categories(Audit audit) {
        return audit.getCategories().stream()
                .map(
                        one ->
                                new Category(
                                        one.getId(),
                                        rounded(one.getScore(), 1),
                                        certain(one.getCoverage(), 3)))
                .toList();
    }

    private static Check check(CheckResult check) {
        return new Check(
                check.getId(),
                check.getCategory(),
                word(check.getOutcome()),
                rounded(check.getScore(), 3),
                certain(check.getWeight(), 3),
                certain(check.getPointsLost(), 2),
                check.getSeverity(),
                check.getGrade(),
                check.getTitle(),
                check.getWhy(),
                check.getFix(),
                check.getValue(),
                check.getEvidence().stream()
                        .map(TeaserRendering::place)
                        .map(Objects::requireNonNull)
                        .toList(),
                check.getEvidenceTotal(),
                check.getSource(),
                check.getFingerprint());
    }

    private static List<Agent> agents(Audit audit) {
        return audit.getAgents().stream()
                .map(
                        one ->
                                new Agent(
                                        one.getAgent(),
                                        one.getKind(),
                                        one.getAllowed(),
                                        one.getGroup(),
                                        one.getRule(),
                                        positive(one.getLine()),
                                        one.getNote()))
                .toList();
    }

    private static Page page(PageSummary page) {
        return new Page(
                page.getTitle(),
                page.getDescription(),
                page.getCanonical(),
                page.getLang(),
                page.getPageType(),
                page.getAuthor(),
                page.getPublished(),
                page.getModified(),
                page.getCharset(),
                page.getCharsetSource(),
                page.getHeadings().stream()
                        .map(
                                one ->
                                        new Heading(
                                                one.getLevel(),
                                                one.getText(),
                                                positive(one.getLine())))
                        .toList(),
                page.getHeadingCount(),
                new Links(
                        page.getLinkCount(),
                        page.getInternalLinkCount(),
                        page.getExternalLinkCount(),
                        page.getNofollowLinkCount()),
                new Images(page.getImageCount(), page.getImagesWithoutAlt()),
                page.getWordCount(),
                page.getMainWordCount(),
                structuredData(page),
                new TreeMap<>(page.getOpenGraph()),
                new TreeMap<>(page.getTwitterCard()),
                page.getAlternates().stream()
                        .map(one -> new Alternate(one.getHreflang(), one.getUrl()))
                        .toList(),
                List.copyOf(page.getRobots()),
                page.getFavicon(),
                page.getHtmlBytes(),
                page.getElementCount());
    }

    private static StructuredData structuredData(PageSummary page) {
        return new StructuredData(
                List.copyOf(page.getStructuredDataTypes()),
                page.getStructuredData().stream()
                        .map(
                                one ->
                                        new Item(
                                                one.getType(),
                                                one.getSyntax(),
                                                one.getName(),
                                                positive(one.getLine())))
                        .toList());
    }

    private static @Nullable Replay replay(ScanOrder order) {
        String of = order.getReplayOf();
        Stage from = order.getReplayFrom();
        return of == null || from == null ? null : new Replay(of, word(from), null, null, null);
    }

    private static @Nullable Speed speed(@Nullable SpeedReport speed) {
        return speed == null
                ? null
                : new Speed(
                        speed.getSource(),
                        word(speed.getStrategy()),
                        rounded(speed.getScore(), 1),
                        rounded(speed.getScores(), 1),
                        rounded(speed.getLab(), 3),
                        rounded(speed.getField(), 3),
                        speed.getFieldScope(),
                        speed.getFinalUrl(),
                        speed.getLighthouseVersion(),
                        speed.getMeasuredAt());
    }

    private static List<Phrase> keyphrases(FullReport report) {
        return report.getKeyphrases().stream()
                .map(
                        one ->
                                new Phrase(
                                        one.getPhrase(),
                                        certain(one.getScore(), 4),
                                        one.getCount(),
                                        List.copyOf(one.getPlaces()),
                                        List.copyOf(one.getMissingFrom())))
                .toList();
    }

    private static @Nullable Advice advice(@Nullable Insights insights) {
        return insights == null
                ? null
                : new Advice(
                        insights.getSource(),
                        insights.getSummary(),
                        insights.getRecommendations().stream()
                                .map(
                                        one ->
                                                new Recommendation(
                                                        one.getTitle(),
                                                        one.getWhy(),
                                                        List.copyOf(one.getEvidence()),
                                                        one.getImpact(),
                                                        one.getEffort(),
                                                        certain(one.getPoints(), 2),
                                                        List.copyOf(one.getCheckIds())))
                                .toList(),
                        insights.getSuggestedTitle(),
                        insights.getSuggestedDescription(),
                        insights.getFaq().stream()
                                .map(one -> new Faq(one.getQuestion(), one.getAnswer()))
                                .toList(),
                        ReportJson.parsed(insights.getJsonLd()),
                        certain(insights.getGroundedRatio(), 3),
                        insights.getRejected().stream()
                                .map(one -> new Rejected(one.getKind(), one.getReason()))
                                .toList());
    }
}
