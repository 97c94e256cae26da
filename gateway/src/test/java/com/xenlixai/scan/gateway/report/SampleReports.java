package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.event.AgentAccess;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CategoryScore;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.Evidence;
import com.xenlixai.scan.contract.event.FaqEntry;
import com.xenlixai.scan.contract.event.FetchSummary;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.Heading;
import com.xenlixai.scan.contract.event.HeadlineScore;
import com.xenlixai.scan.contract.event.Hop;
import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.LockedPart;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.Recommendation;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.ScoreCap;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.StructuredItem;
import com.xenlixai.scan.contract.event.TeaserFinding;
import com.xenlixai.scan.contract.event.TeaserReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Reports of a bakery's page, as the stages would make them.
public final class SampleReports {

    public static final Instant FETCHED = Instant.parse("2026-11-24T09:30:15.250Z");
    public static final String URL = "https://bakery.example/sourdough";

    private SampleReports() {}

    public static ScanOrder order(String scanId) {
        return ScanOrder.newBuilder()
                .setScanId(scanId)
                .setUrl(URL)
                .setSubmittedAt(FETCHED.minusSeconds(2))
                .build();
    }

    public static TeaserReport teaser(String scanId) {
        return TeaserReport.newBuilder()
                .setScanId(scanId)
                .setUrl(URL)
                .setFinalUrl(URL + "/")
                .setFetchedAt(FETCHED)
                .setScore(71.26)
                .setBand("needs-work")
                .setCoverage(0.91)
                .setCategories(categories())
                .setHeadlines(
                        List.of(HeadlineScore.newBuilder().setId("search").setScore(80.0).build()))
                .setGravest(
                        List.of(
                                TeaserFinding.newBuilder()
                                        .setId("meta.description")
                                        .setCategory("meta")
                                        .setOutcome(CheckOutcome.FAIL)
                                        .setSeverity("high")
                                        .setTitle("The page has no description")
                                        .setWhy("Result pages then choose a text themselves.")
                                        .setPointsLost(2.345)
                                        .build()))
                .setOutcomes(Map.of("pass", 60, "fail", 3, "warn", 5))
                .setTitle("Sourdough bread, baked daily")
                .setLocked(
                        List.of(
                                LockedPart.newBuilder().setId("checks").setCount(68).build(),
                                LockedPart.newBuilder().setId("keyphrases").build()))
                .setRulesetVersion("xl-1")
                .build();
    }

    public static FullReport report(String scanId) {
        return report(order(scanId), "Sourdough bread, baked daily");
    }

    public static FullReport report(ScanOrder order, String title) {
        return FullReport.newBuilder()
                .setOrder(order)
                .setFetch(fetch())
                .setPage(page(title))
                .setAudit(audit())
                .setSpeed(
                        SpeedReport.newBuilder()
                                .setScore(64.0)
                                .setLab(Map.of("lcp", 3120.4, "cls", 0.08123))
                                .setMeasuredAt(FETCHED)
                                .build())
                .setLanguage("en")
                .setContentConfidence(0.93)
                .setKeyphrases(
                        List.of(
                                keyphrase("sourdough bread", 1.0, 7),
                                keyphrase("rye starter", 0.713, 4)))
                .setInsights(insights())
                .setDegraded(List.of("psi-field"))
                .setTimings(Map.of("crawl", 312L, "analyze", 41L))
                .setKeyphraseVersion("kp-1")
                .setContentHash("c0ffee")
                .build();
    }

    private static List<CategoryScore> categories() {
        return List.of(
                CategoryScore.newBuilder().setId("crawl").setScore(100.0).build(),
                CategoryScore.newBuilder().setId("meta").setScore(48.333).build(),
                CategoryScore.newBuilder().setId("perf").setScore(null).setCoverage(0.2).build());
    }

    private static FetchSummary fetch() {
        return FetchSummary.newBuilder()
                .setFinalUrl(URL + "/")
                .setStatus(200)
                .setHops(
                        List.of(
                                Hop.newBuilder()
                                        .setUrl(URL)
                                        .setStatus(301)
                                        .setLocation(URL + "/")
                                        .setMillis(18)
                                        .build()))
                .setContentType("text/html")
                .setContentEncoding("gzip")
                .setWireBytes(8_412)
                .setFetchedAt(FETCHED)
                .setTimings(
                        FetchTimings.newBuilder().setFirstByteMillis(41).setTotalMillis(97).build())
                .setRobots(new RobotsDecision(true, "Disallow: /sourdough", 7, "ignored"))
                .build();
    }

    private static PageSummary page(String title) {
        return PageSummary.newBuilder()
                .setTitle(title)
                .setLang("en")
                .setHeadings(
                        List.of(
                                Heading.newBuilder()
                                        .setLevel(1)
                                        .setText("Our bread")
                                        .setLine(12)
                                        .build(),
                                Heading.newBuilder().setLevel(2).setText("Rye starter").build()))
                .setHeadingCount(2)
                .setWordCount(512)
                .setMainWordCount(430)
                .setLinkCount(24)
                .setInternalLinkCount(20)
                .setExternalLinkCount(4)
                .setImageCount(6)
                .setImagesWithoutAlt(1)
                .setStructuredDataTypes(List.of("Bakery"))
                .setStructuredData(
                        List.of(
                                StructuredItem.newBuilder()
                                        .setType("Bakery")
                                        .setSyntax("json-ld")
                                        .setName("Kruste")
                                        .setLine(8)
                                        .build()))
                .setOpenGraph(
                        Map.of("og:title", "Bread", "og:image", "https://bakery.example/b.jpg"))
                .setHtmlBytes(23_110)
                .setElementCount(418)
                .build();
    }

    private static Audit audit() {
        return Audit.newBuilder()
                .setRulesetVersion("xl-1")
                .setScore(49.0)
                .setUncappedScore(71.26)
                .setCoverage(0.91)
                .setBand("poor")
                .setCategories(categories())
                .setHeadlines(
                        List.of(HeadlineScore.newBuilder().setId("search").setScore(30.0).build()))
                .setCaps(
                        List.of(
                                ScoreCap.newBuilder()
                                        .setId("crawl.noindex")
                                        .setMax(49)
                                        .setReason("The page asks not to be indexed.")
                                        .build()))
                .setChecks(
                        List.of(
                                check("meta.title", CheckOutcome.PASS, 0, List.of()),
                                check(
                                        "img.alt",
                                        CheckOutcome.FAIL,
                                        2.32,
                                        List.of(
                                                Evidence.newBuilder()
                                                        .setPath("main > img:nth-of-type(2)")
                                                        .setSnippet("<img src=\"/loaf.jpg\">")
                                                        .setLine(41)
                                                        .setColumn(7)
                                                        .build()))))
                .setAgents(
                        List.of(
                                AgentAccess.newBuilder()
                                        .setAgent("GPTBot")
                                        .setKind("training")
                                        .setAllowed(false)
                                        .setGroup("GPTBot")
                                        .setRule("Disallow: /")
                                        .setLine(3)
                                        .build()))
                .build();
    }

    private static CheckResult check(
            String id, CheckOutcome outcome, double pointsLost, List<Evidence> evidence) {
        return CheckResult.newBuilder()
                .setId(id)
                .setCategory(id.substring(0, id.indexOf('.')))
                .setOutcome(outcome)
                .setScore(outcome == CheckOutcome.PASS ? 1.0 : 0.0)
                .setWeight(3)
                .setPointsLost(pointsLost)
                .setSeverity(outcome == CheckOutcome.PASS ? "info" : "high")
                .setGrade("A")
                .setTitle(outcome == CheckOutcome.PASS ? "The title fits" : "1 image has no alt")
                .setWhy("People who cannot see images hear their file names.")
                .setFix("Describe what the image shows.")
                .setValue("1 of 6")
                .setEvidence(evidence)
                .setEvidenceTotal(evidence.size())
                .setSource("WCAG 2.2, 1.1.1")
                .setFingerprint(id + "#page")
                .build();
    }

    private static Keyphrase keyphrase(String phrase, double score, int count) {
        return Keyphrase.newBuilder()
                .setPhrase(phrase)
                .setScore(score)
                .setCount(count)
                .setPlaces(List.of("title", "text"))
                .setMissingFrom(List.of("description"))
                .build();
    }

    private static Insights insights() {
        return Insights.newBuilder()
                .setSummary("A page about sourdough bread that search engines are told to ignore.")
                .setRecommendations(
                        List.of(
                                Recommendation.newBuilder()
                                        .setTitle("Write a description")
                                        .setWhy("Result pages show it.")
                                        .setEvidence(
                                                List.of("Sourdough bread, baked daily", "1 of 6"))
                                        .setImpact("high")
                                        .setEffort("S")
                                        .setPoints(2.3)
                                        .setCheckIds(List.of("meta.description"))
                                        .build()))
                .setSuggestedDescription("Sourdough bread from rye starter, baked daily.")
                .setFaq(
                        List.of(
                                FaqEntry.newBuilder()
                                        .setQuestion("When do you bake?")
                                        .setAnswer("Daily.")
                                        .build()))
                .setJsonLd("{\"@type\":\"Bakery\",\"geo\":{\"latitude\":48.137}}")
                .build();
    }
}
