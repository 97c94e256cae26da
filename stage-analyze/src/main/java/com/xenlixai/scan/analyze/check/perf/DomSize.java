package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Curve;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ShapeFacts;
import com.xenlixai.scan.analyze.source.Spot;

/// Each element costs memory, style and layout.
final class DomSize implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.dom-size",
                    Severity.MEDIUM,
                    Grade.B,
                    "The page has a moderate number of elements",
                    "Each element costs memory and layout time, most of all on phones.",
                    "Simplify the markup; load long lists piece by piece.",
                    "https://developer.chrome.com/docs/lighthouse/performance/dom-size");

    private static final Curve CURVE = new Curve(818, 1_400);

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        ShapeFacts shape = page.facts().shape();
        String value =
                shape.elements()
                        + " elements, depth "
                        + shape.depth()
                        + ", widest "
                        + shape.widest();
        double score = CURVE.score(shape.elements());
        if (score >= 0.9) {
            return Verdict.pass(value);
        }
        Findings where = new Findings();
        Spot deepest = shape.deepest();
        if (deepest != null) {
            where.add(deepest, "deepest element, level " + shape.depth());
        }
        return Verdict.scored(
                score,
                "The page has "
                        + shape.elements()
                        + (shape.cut() ? " elements and more" : " elements"),
                value,
                where);
    }
}
