package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ControlFact;

/// A field without a name leaves users of screen readers guessing.
final class Labels implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.labels",
                    Severity.HIGH,
                    Grade.A,
                    "All form fields have a label",
                    "Without a label, screen reader users do not know what to enter, and the click area is smaller for everyone.",
                    "Add a <label for=\"…\"> or an aria-label to each field.",
                    "https://dequeuniversity.com/rules/axe/4.10/label");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (ControlFact control : page.facts().controls()) {
            if (control.kind().equals("button") || !control.region().exposed()) {
                continue;
            }
            total++;
            if (!control.named()) {
                bad.add(control.spot(), control.type().isEmpty() ? control.kind() : control.type());
            }
        }
        return Verdict.ratio(
                total, bad, "the page has no form fields", "form fields have no label");
    }
}
