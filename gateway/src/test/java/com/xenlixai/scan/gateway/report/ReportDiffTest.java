package com.xenlixai.scan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.report.ReportDiff.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDiffTest {

    private static final FullReport SAMPLE = SampleReports.report("before");

    private static int scans;

    /// A report of a scan of its own.
    private static ReportDocument document(String ruleset, double score, CheckResult... checks) {
        Audit audit =
                Audit.newBuilder(SAMPLE.getAudit())
                        .setRulesetVersion(ruleset)
                        .setScore(score)
                        .setChecks(new ArrayList<>(List.of(checks)))
                        .build();
        ScanOrder order =
                ScanOrder.newBuilder(SAMPLE.getOrder()).setScanId("scan-" + scans++).build();
        return ReportRendering.document(
                FullReport.newBuilder(SAMPLE).setOrder(order).setAudit(audit).build());
    }

    private static ReportDocument again(ReportDocument first, ReportDocument judged) {
        return judged.with(new ReportDocument.Replay(first.scanId(), "analyze", null, null, null));
    }

    private static CheckResult scored(String id, double score, double weight, double lost) {
        return CheckResult.newBuilder(check(id, CheckOutcome.FAIL, "", lost))
                .setScore(score)
                .setWeight(weight)
                .build();
    }

    private static CheckResult check(String id, CheckOutcome outcome, String value, double lost) {
        return CheckResult.newBuilder(SAMPLE.getAudit().getChecks().getFirst())
                .setId(id)
                .setFingerprint(id + "#page")
                .setOutcome(outcome)
                .setValue(value)
                .setPointsLost(lost)
                .build();
    }

    @Test
    void findingsAreToldApartByTheirFingerprints() {
        ReportDocument before =
                document(
                        "xl-1",
                        80,
                        check("meta.title", CheckOutcome.FAIL, "none", 3),
                        check("img.alt", CheckOutcome.WARN, "1 of 6", 1),
                        check("links.broken", CheckOutcome.FAIL, "2", 2));
        ReportDocument after =
                document(
                        "xl-1",
                        85,
                        check("meta.title", CheckOutcome.PASS, "fine", 0),
                        check("img.alt", CheckOutcome.WARN, "1 of 6", 1),
                        check("links.broken", CheckOutcome.FAIL, "1", 1),
                        check("sec.hsts", CheckOutcome.WARN, "absent", 1));

        ReportDiff diff = ReportDiff.between(before, after);

        assertThat(diff.fixed()).extracting(Change::id).containsExactly("meta.title");
        assertThat(diff.persisting()).extracting(Change::id).containsExactly("img.alt");
        assertThat(diff.fresh()).extracting(Change::id).containsExactly("sec.hsts");
        assertThat(diff.changed()).extracting(Change::id).containsExactly("links.broken");
        assertThat(diff.changed().getFirst().before()).isEqualTo("fail: 2");
        assertThat(diff.changed().getFirst().after()).isEqualTo("fail: 1");
    }

    @Test
    void underOneRulesetTheScoreMovesByThePageAlone() {
        ReportDiff diff = ReportDiff.between(document("xl-1", 80), document("xl-1", 77.5));

        assertThat(diff.sameRuleset()).isTrue();
        assertThat(diff.score().delta()).isEqualTo(-2.5);
        assertThat(diff.score().byPage()).isEqualTo(-2.5);
        assertThat(diff.score().byRuleset()).isZero();
    }

    @Test
    void newChecksMoveTheScoreByTheRuleset() {
        ReportDiff diff =
                ReportDiff.between(
                        document("xl-1", 90, scored("a.a", 0, 1, 10)),
                        document("xl-2", 91, scored("a.a", 0, 1, 4), scored("b.b", 0, 1, 5)));

        assertThat(diff.sameRuleset()).isFalse();
        assertThat(diff.score().delta()).isEqualTo(1.0);
        assertThat(diff.score().byPage()).isZero();
        assertThat(diff.score().byRuleset()).isEqualTo(1.0);
    }

    @Test
    void underTwoRulesetsThePageMovesWhatItWouldHaveMovedUnderTheEarlierOne() {
        ReportDiff diff =
                ReportDiff.between(
                        document("xl-1", 88, scored("a.a", 0, 1, 10), scored("a.b", 0.8, 1, 2)),
                        document("xl-2", 94, scored("a.a", 0.5, 1, 4), scored("a.b", 0.8, 3, 2)));

        assertThat(diff.score().delta()).isEqualTo(6.0);
        assertThat(diff.score().byPage()).isEqualTo(5.0);
        assertThat(diff.score().byRuleset()).isEqualTo(1.0);
    }

    @Test
    void ofOneFetchedPageTheRulesHaveMovedEverything() {
        ReportDocument first = document("xl-1", 90, scored("a.a", 0, 1, 10));
        ReportDocument judged = document("xl-2", 84, scored("a.a", 0, 1, 16));
        ReportDocument other = document("xl-3", 86, scored("a.a", 0.2, 1, 14));

        ReportDiff diff = ReportDiff.between(first, again(first, judged));

        assertThat(diff.samePage()).isTrue();
        assertThat(diff.score().byPage()).isZero();
        assertThat(diff.score().byRuleset()).isEqualTo(-6.0);
        assertThat(
                        ReportDiff.between(again(first, judged), again(first, other))
                                .score()
                                .byRuleset())
                .isEqualTo(2.0);
    }

    @Test
    void pageThatWasNotJudgedHasNoMovement() {
        ReportDocument judged = document("xl-1", 90);
        FullReport unjudged =
                FullReport.newBuilder(SampleReports.report("after"))
                        .setAudit(Audit.newBuilder(SAMPLE.getAudit()).setScore(null).build())
                        .build();

        assertThat(ReportDiff.between(judged, ReportRendering.document(unjudged)).score().delta())
                .isNull();
    }
}
