package com.xenlixai.scan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.gateway.report.ReportDiff.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDiffTest {

    private static final FullReport SAMPLE = SampleReports.report("before");

    private static ReportDocument document(String ruleset, double score, CheckResult... checks) {
        Audit audit =
                Audit.newBuilder(SAMPLE.getAudit())
                        .setRulesetVersion(ruleset)
                        .setScore(score)
                        .setChecks(new ArrayList<>(List.of(checks)))
                        .build();
        return ReportRendering.document(FullReport.newBuilder(SAMPLE).setAudit(audit).build());
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
                        document("xl-1", 90, check("a.a", CheckOutcome.FAIL, "", 10)),
                        document(
                                "xl-2",
                                91,
                                check("a.a", CheckOutcome.FAIL, "", 4),
                                check("b.b", CheckOutcome.FAIL, "", 5)));

        assertThat(diff.sameRuleset()).isFalse();
        assertThat(diff.score().delta()).isEqualTo(1.0);
        assertThat(diff.score().byPage()).isEqualTo(6.0);
        assertThat(diff.score().byRuleset()).isEqualTo(-5.0);
    }

    @Test
    void pageThatWasNotJudgedHasNoMovement() {
        ReportDocument judged = document("xl-1", 90);
        FullReport unjudged =
                FullReport.newBuilder(SAMPLE)
                        .setAudit(Audit.newBuilder(SAMPLE.getAudit()).setScore(null).build())
                        .build();

        assertThat(ReportDiff.between(judged, ReportRendering.document(unjudged)).score().delta())
                .isNull();
    }
}
