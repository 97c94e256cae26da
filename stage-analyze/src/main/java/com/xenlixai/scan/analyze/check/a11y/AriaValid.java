package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.AriaFact;

/// Wrong ARIA is worse than none.
final class AriaValid implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.aria",
                    Severity.MEDIUM,
                    Grade.A,
                    "Roles and ARIA attributes are valid",
                    "Unknown roles and attributes and dangling references are ignored or misread by assistive technology.",
                    "Use roles and attributes of WAI-ARIA 1.2, and ids that exist once.",
                    "https://dequeuniversity.com/rules/axe/4.10/aria-valid-attr");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (AriaFact fact : page.facts().aria()) {
            total++;
            if (!fact.problem().isEmpty()) {
                bad.add(fact.spot(), fact.problem());
            }
        }
        return Verdict.ratio(total, bad, "the page uses no ARIA", "uses of ARIA are invalid");
    }
}
