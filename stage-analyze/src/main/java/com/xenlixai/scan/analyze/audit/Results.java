package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Verdict.NotApplicable;
import com.xenlixai.scan.analyze.check.Verdict.Noted;
import com.xenlixai.scan.analyze.check.Verdict.Scored;
import com.xenlixai.scan.analyze.check.Verdict.Unknown;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the verdicts on one page into the words of the report.
final class Results {

    private static final double PASS = 0.9;
    private static final double WARN = 0.5;
    private static final int LONGEST_TEXT = 500;

    private final Scorecard card;
    private final Fingerprints fingerprints;

    /// @param target path and query of the page's normalised URL
    Results(Scorecard card, String target) {
        this.card = card;
        this.fingerprints = new Fingerprints(target);
    }

    List<CheckResult> of(List<Judged> verdicts) {
        List<CheckResult> results = new ArrayList<>(verdicts.size());
        for (Judged judged : verdicts) {
            results.add(result(judged));
        }
        return results;
    }

    private CheckResult result(Judged judged) {
        Rule rule = judged.rule();
        return switch (judged.verdict()) {
            case Scored(double score, String says, String value, Findings findings) ->
                    result(rule, outcome(score), score, says, value, findings);
            case Noted(String says, String value, Findings findings) ->
                    result(rule, CheckOutcome.INFO, null, says, value, findings);
            case NotApplicable(String why) ->
                    unscored(rule, CheckOutcome.NA, "Does not apply: " + why);
            case Unknown(String why) ->
                    unscored(
                            rule,
                            judged.broken() ? CheckOutcome.ERROR : CheckOutcome.NA,
                            "Not assessed: " + why);
        };
    }

    private CheckResult unscored(Rule rule, CheckOutcome outcome, String says) {
        return result(rule, outcome, null, says, null, Findings.NONE);
    }

    /// By the constructor: the builder looks up every field's schema, for each check of each page.
    private CheckResult result(
            Rule rule,
            CheckOutcome outcome,
            @Nullable Double score,
            @Nullable String says,
            @Nullable String value,
            Findings findings) {
        return new CheckResult(
                rule.id(),
                rule.category(),
                outcome,
                score,
                rule.weight(),
                card.lost(rule.id()),
                rule.severity().label(),
                rule.grade().name(),
                Spaces.shortened(says == null ? rule.title() : says, LONGEST_TEXT),
                rule.why(),
                rule.fix(),
                value == null ? null : Spaces.shortened(value, LONGEST_TEXT),
                evidence(findings),
                findings.total(),
                rule.source(),
                fingerprints.ofCheck(rule.id()));
    }

    private static List<Evidence> evidence(Findings findings) {
        List<Findings.Item> items = findings.items();
        if (items.isEmpty()) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>(items.size());
        for (Findings.Item item : items) {
            evidence.add(
                    new Evidence(
                            item.path(), item.snippet(), item.line(), item.column(), item.note()));
        }
        return evidence;
    }

    static CheckOutcome outcome(double score) {
        if (score >= PASS) {
            return CheckOutcome.PASS;
        }
        return score >= WARN ? CheckOutcome.WARN : CheckOutcome.FAIL;
    }
}
