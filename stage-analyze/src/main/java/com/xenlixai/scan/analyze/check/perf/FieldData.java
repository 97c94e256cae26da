package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.contract.event.SpeedReport;
import java.util.Map;
import java.util.TreeMap;

/// What real visitors experienced in the last 28 days.
final class FieldData implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.crux",
                    Severity.HIGH,
                    Grade.A,
                    "Real visitors experience good web vitals",
                    "The Chrome UX report says how fast the page was for real visitors; Google ranks by it.",
                    "Improve the metrics that are over their limit.",
                    "https://web.dev/articles/vitals");

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
        if (speed == null) {
            return Verdict.unknown("no measurement was made");
        }
        Map<String, Double> field = speed.getField();
        Findings bad = new Findings();
        int total = 0;
        int good = 0;
        for (Map.Entry<String, Double> limit :
                new TreeMap<>(Map.of("lcp", 2_500.0, "inp", 200.0, "cls", 0.1)).entrySet()) {
            Double p75 = field.get(limit.getKey());
            if (p75 != null) {
                total++;
                if (p75 <= limit.getValue()) {
                    good++;
                } else {
                    bad.add(limit.getKey() + " " + p75, "limit " + limit.getValue());
                }
            }
        }
        if (total == 0) {
            return Verdict.notApplicable("too few visitors for field data");
        }
        String value = good + " of " + total + " good, " + speed.getFieldScope() + " level";
        return bad.isEmpty()
                ? Verdict.pass(value)
                : Verdict.scored(
                        (double) good / total,
                        bad.total() + " of " + total + " web vitals are over their limit",
                        value,
                        bad);
    }
}
