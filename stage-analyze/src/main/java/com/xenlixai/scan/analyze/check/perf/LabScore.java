package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.contract.event.SpeedReport;
import java.util.Locale;

/// What Lighthouse measures in a real browser.
final class LabScore implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.psi-lab",
                    Severity.HIGH,
                    Grade.A,
                    "Lighthouse rates the speed as good",
                    "Lighthouse loads the page in a real browser and measures when it can be seen and used.",
                    "Follow Lighthouse's own advice, beginning with the largest contentful paint.",
                    "https://developers.google.com/speed/docs/insights/v5/about");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public boolean judgesEveryAnswer() {
        return true;
    }

    @Override
    public Verdict judge(Page page) {
        SpeedReport speed = page.speed();
        Double score = speed == null ? null : speed.getScore();
        if (speed == null || score == null) {
            return Verdict.unknown("no measurement was made");
        }
        Findings where = new Findings();
        speed.getLab().forEach((metric, value) -> where.add(metric + " " + number(value), null));
        String value = Math.round(score) + " of 100";
        double share = Math.clamp(score / 100, 0, 1);
        return share >= 0.9
                ? Verdict.pass(RULE.title(), value, where)
                : Verdict.scored(share, "Lighthouse rates the speed " + value, value, where);
    }

    private static String number(double value) {
        return value < 10
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.valueOf(Math.round(value));
    }
}
