package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadingFact;
import java.util.ArrayList;
import java.util.List;

/// Headings that skip a level break the outline that people navigate by.
final class HeadingOrder implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.heading-order",
                    Severity.LOW,
                    Grade.B,
                    "The headings go down one level at a time",
                    "Screen reader users jump from heading to heading; a skipped level looks like a missing part.",
                    "Use the next level down, and style it as you like.",
                    "https://dequeuniversity.com/rules/axe/4.10/heading-order");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<HeadingFact> headings = new ArrayList<>(page.facts().headings());
        headings.removeIf(heading -> !heading.region().exposed());
        if (headings.isEmpty()) {
            return Verdict.notApplicable("the page has no headings");
        }
        Findings bad = new Findings();
        int before = headings.getFirst().level();
        for (HeadingFact heading : headings) {
            if (heading.level() > before + 1) {
                bad.add(heading.spot(), "level " + heading.level() + " after level " + before);
            }
            before = heading.level();
        }
        return bad.isEmpty()
                ? Verdict.pass(headings.size() + " headings")
                : Verdict.fail(bad.total() + " headings skip a level", bad);
    }
}
