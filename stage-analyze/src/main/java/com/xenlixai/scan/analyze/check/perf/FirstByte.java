package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Curve;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// Nothing can be shown before the first byte.
final class FirstByte implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.ttfb",
                    Severity.MEDIUM,
                    Grade.A,
                    "The server answers quickly",
                    "Nothing can be shown before the first byte arrives; everything else is on top of it.",
                    "Cache the page, or the slow parts of making it, close to its readers.",
                    "https://web.dev/articles/ttfb");

    private static final Curve CURVE = new Curve(600, 1_800);

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        long millis = page.answer().timings().getFirstByteMillis();
        if (millis < 0) {
            return Verdict.unknown("the time was not measured");
        }
        String value = millis + " ms";
        double score = CURVE.score(millis);
        return score >= 0.9
                ? Verdict.pass(RULE.title() + ": " + value, value, Findings.NONE)
                : Verdict.scored(
                        score,
                        "The first byte took " + value + " from where it was scanned",
                        value,
                        Findings.NONE);
    }
}
