package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.audit.Scorecard.CategoryResult;
import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.check.crawl.BotWall;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CategoryScore;
import com.xenlixai.scan.contract.event.ScoreCap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs all checks over a page and makes the score of their verdicts. Pure: the same page gives the
/// same audit to the last byte. Thread-safe.
public final class Auditor {

    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

    private final List<Check> checks;

    public Auditor() {
        this(AuditCatalogue.CHECKS);
    }

    Auditor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    public Audit audit(Page page) {
        boolean readable = page.answer().isSuccess() && page.answer().isHtml();
        List<Judged> verdicts = new ArrayList<>(checks.size());
        for (Check check : checks) {
            verdicts.add(
                    readable || check.judgesEveryAnswer()
                            ? judge(check, page)
                            : new Judged(
                                    check.rule(),
                                    Verdict.unknown("the answer is no page to judge"),
                                    false));
        }
        String state = readable ? "judged" : BotWall.isWall(page.answer()) ? "blocked" : "no-page";
        return audit(page, verdicts, state);
    }

    /// A bug in one check must not cost the customer all the others.
    private static Judged judge(Check check, Page page) {
        try {
            return new Judged(check.rule(), check.judge(page), false);
        } catch (RuntimeException bug) {
            // Which page it was, the line says by its scan.
            LOG.error("check {} failed", check.rule().id(), bug);
            return new Judged(
                    check.rule(),
                    Verdict.unknown("the check itself failed; this is our fault"),
                    true);
        }
    }

    private static Audit audit(Page page, List<Judged> verdicts, String state) {
        Scorecard card = Scorecard.of(verdicts);
        List<ScoreCap> caps = Caps.of(verdicts);
        Double score = state.equals("judged") ? card.score() : null;
        Double capped = score == null ? null : Caps.apply(caps, "overall", score);
        return Audit.newBuilder()
                .setRulesetVersion(AuditCatalogue.VERSION)
                .setScore(capped)
                .setUncappedScore(score)
                .setCoverage(card.coverage())
                .setBand(band(capped))
                .setCategories(categories(card, caps))
                .setHeadlines(
                        Headlines.of(
                                verdicts,
                                Caps.bounds(caps, "search"),
                                Caps.bounds(caps, "security")))
                .setCaps(caps)
                .setChecks(new Results(card, page.url().normalised().target()).of(verdicts))
                .setAgents(AgentTable.of(page))
                .setState(state)
                .build();
    }

    /// Lighthouse's bands, so that the numbers read the same.
    static String band(@Nullable Double score) {
        if (score == null) {
            return "none";
        }
        if (score >= 90) {
            return "good";
        }
        return score >= 50 ? "needs-work" : "poor";
    }

    private static List<CategoryScore> categories(Scorecard card, List<ScoreCap> caps) {
        List<CategoryScore> scores = new ArrayList<>();
        for (CategoryResult category : card.categories()) {
            Double score = category.score();
            if (score != null && category.id().equals("sec")) {
                score = Caps.apply(caps, "security", score);
            }
            scores.add(new CategoryScore(category.id(), score, category.coverage()));
        }
        return scores;
    }
}
