package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDiff.Movement;
import com.xenlixai.scan.gateway.report.ReportDocument.Cap;
import com.xenlixai.scan.gateway.report.ReportDocument.Check;
import java.util.HashMap;
import java.util.Map;

/// Splits the movement of a score into what the page did and what the rules did.
///
/// The ledger of a report says what each check costs: points = stake × (1 − score of the check),
/// where the stake is fixed by the ruleset's weights. So the page's part is, over the checks that
/// both rulesets have, the earlier stake times what the check's score has moved, and a cap that
/// such a check has set or lifted. What is left comes from new, gone and otherwise weighed or
/// worded checks. Under one ruleset all of it is the page's; of one and the same page, none.
final class ScoreMovement {

    private ScoreMovement() {}

    static Movement between(ReportDocument before, ReportDocument after) {
        if (before.score() == null || after.score() == null) {
            return new Movement(null, null, null);
        }
        double delta = after.score() - before.score();
        if (ReportDiff.isSamePage(before, after)) {
            return movement(delta, 0);
        }
        boolean sameRules = before.versions().checks().equals(after.versions().checks());
        return movement(delta, sameRules ? delta : byPage(before, after));
    }

    private static Movement movement(double delta, double byPage) {
        double whole = Figures.certain(delta, 1);
        double page = Figures.certain(byPage, 1);
        return new Movement(whole, page, Figures.certain(whole - page, 1));
    }

    private static double byPage(ReportDocument before, ReportDocument after) {
        Map<String, Check> earlier = byId(before);
        Map<String, Double> unit = unitStakes(before);
        Map<String, Double> laterUnit = unitStakes(after);
        double moved = 0;
        for (Check later : after.checks()) {
            Check old = earlier.get(later.id());
            if (old == null || old.score() == null || later.score() == null) {
                continue;
            }
            Double stake = unit.getOrDefault(old.category(), laterUnit.get(later.category()));
            if (stake != null) {
                moved += stake * old.weight() * (later.score() - old.score());
            }
        }
        return moved + capLoss(before, byId(after)) - capLoss(after, earlier);
    }

    /// Points of the whole score that one unit of weight stands for, by category; only where
    /// something was lost can it be told.
    private static Map<String, Double> unitStakes(ReportDocument report) {
        Map<String, Double> stakes = new HashMap<>();
        Map<String, Double> largest = new HashMap<>();
        for (Check check : report.checks()) {
            Double score = check.score();
            if (score == null || score >= 1 || check.weight() <= 0 || check.pointsLost() <= 0) {
                continue;
            }
            // Points are rounded: the largest loss tells best.
            if (check.pointsLost() > largest.getOrDefault(check.category(), 0.0)) {
                largest.put(check.category(), check.pointsLost());
                stakes.put(check.category(), check.pointsLost() / ((1 - score) * check.weight()));
            }
        }
        return stakes;
    }

    /// What caps of checks that the other ruleset has too take off the score.
    private static double capLoss(ReportDocument report, Map<String, Check> others) {
        Double uncapped = report.uncappedScore();
        Double score = report.score();
        boolean known =
                report.caps().stream()
                        .filter(cap -> cap.score().equals("overall"))
                        .map(Cap::id)
                        .anyMatch(others::containsKey);
        return known && uncapped != null && score != null ? uncapped - score : 0;
    }

    private static Map<String, Check> byId(ReportDocument report) {
        Map<String, Check> checks = new HashMap<>();
        report.checks().forEach(check -> checks.put(check.id(), check));
        return checks;
    }
}
