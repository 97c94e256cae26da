package com.xenlixai.scan.analyze.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.xenlixai.scan.analyze.Fixture;
import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.ScoreCap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScorecardTest {

    private static final long SEED = 20_260_504;

    @Test
    void scoreAndLossesAddUpToAHundredForRandomVerdicts() {
        Random random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            List<Judged> verdicts = verdicts(random);
            Scorecard card = Scorecard.of(verdicts);
            Double score = card.score();
            if (score == null) {
                continue;
            }
            double lost =
                    verdicts.stream().mapToDouble(judged -> card.lost(judged.rule().id())).sum();
            assertThat(score + lost)
                    .as("seed " + SEED + " round " + round)
                    .isEqualTo(100, within(1e-9));
            assertThat(score).isBetween(0.0, 100.000001);
            assertThat(card.coverage()).isBetween(0.0, 1.0);
        }
    }

    private static List<Judged> verdicts(Random random) {
        double known = random.nextDouble();
        List<Judged> verdicts = new ArrayList<>();
        for (Check check : AuditCatalogue.CHECKS) {
            Verdict verdict;
            if (random.nextDouble() > known) {
                verdict = Verdict.unknown("random");
            } else if (random.nextInt(5) == 0) {
                verdict = Verdict.notApplicable("random");
            } else {
                verdict = Verdict.scored(random.nextDouble(), "random", null, Findings.NONE);
            }
            verdicts.add(new Judged(check.rule(), verdict, false));
        }
        return verdicts;
    }

    @Test
    void aPerfectPageHasAHundred() {
        List<Judged> all =
                AuditCatalogue.CHECKS.stream()
                        .map(check -> new Judged(check.rule(), Verdict.pass(null), false))
                        .toList();
        assertThat(Scorecard.of(all).score()).isEqualTo(100, within(1e-9));
        assertThat(Headlines.lighthouseSeo(all)).isEqualTo(100, within(1e-9));
    }

    @Test
    void whatIsUnknownLowersTheCoverageAndNotTheScore() {
        List<Judged> some =
                AuditCatalogue.CHECKS.stream()
                        .map(
                                check ->
                                        new Judged(
                                                check.rule(),
                                                check.rule().id().startsWith("perf.")
                                                        ? Verdict.unknown("not measured")
                                                        : Verdict.pass(null),
                                                false))
                        .toList();
        Scorecard card = Scorecard.of(some);
        assertThat(card.score()).isEqualTo(100, within(1e-9));
        assertThat(card.coverage()).isEqualTo(0.92, within(1e-9));
        assertThat(card.categories().getLast().score()).isNull();
    }

    @Test
    void aPageThatForbidsIndexingIsCappedAndKeepsItsLedger() {
        Audit audit =
                audit(
                        "<!doctype html><html lang=en><head><title>Winter tents</title>"
                                + "<meta name=robots content=noindex></head><body><h1>Tents</h1></body></html>");

        assertThat(audit.getScore()).isLessThanOrEqualTo(49.0);
        assertThat(audit.getCaps()).extracting(ScoreCap::getId).contains("crawl.noindex");
        double lost = audit.getChecks().stream().mapToDouble(CheckResult::getPointsLost).sum();
        assertThat(audit.getUncappedScore()).isEqualTo(100 - lost, within(1e-9));
        assertThat(audit.getHeadlines())
                .filteredOn(headline -> headline.getId().equals("search"))
                .allSatisfy(headline -> assertThat(headline.getScore()).isLessThanOrEqualTo(30.0));
        assertThat(audit.getHeadlines())
                .filteredOn(headline -> headline.getId().equals("lighthouse-seo"))
                .allSatisfy(headline -> assertThat(headline.getScore()).isLessThan(70.0));
    }

    @Test
    void anAnswerThatIsNoPageHasNoScore() {
        Audit audit = new Auditor().audit(Fixture.ofHtml("<h1>Gone</h1>").status(410).pageOf());

        assertThat(audit.getScore()).isNull();
        assertThat(audit.getState()).isEqualTo("no-page");
        assertThat(audit.getBand()).isEqualTo("none");
    }

    @Test
    void aCheckThatBreaksCostsNothingButCoverage() {
        Check good = AuditCatalogue.CHECKS.get(1);
        Check broken =
                new Check() {
                    @Override
                    public com.xenlixai.scan.analyze.check.Rule rule() {
                        return AuditCatalogue.CHECKS.get(6).rule();
                    }

                    @Override
                    public Verdict judge(com.xenlixai.scan.analyze.check.Page page) {
                        throw new IllegalStateException("bug");
                    }
                };
        Audit audit =
                new Auditor(List.of(good, broken)).audit(Fixture.ofHtml("<h1>Tents</h1>").pageOf());

        assertThat(audit.getChecks().getLast().getOutcome()).isEqualTo(CheckOutcome.ERROR);
        assertThat(audit.getScore()).isEqualTo(100, within(1e-9));
        assertThat(audit.getCoverage()).isLessThan(1);
    }

    private static Audit audit(String html) {
        return new Auditor().audit(Fixture.ofHtml(html).pageOf());
    }
}
