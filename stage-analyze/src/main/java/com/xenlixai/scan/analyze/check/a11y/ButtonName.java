package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ControlFact;

/// A button without a name is announced as "button" and nothing else.
final class ButtonName implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.button-name",
                    Severity.HIGH,
                    Grade.A,
                    "All buttons have a name",
                    "Screen readers announce a button without text or label as \"button\".",
                    "Put text into the button or add an aria-label.",
                    "https://dequeuniversity.com/rules/axe/4.10/button-name");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (ControlFact control : page.facts().controls()) {
            boolean judged =
                    control.kind().equals("button")
                            && !control.type().equals("image")
                            && control.region().exposed();
            if (judged) {
                total++;
                if (!control.named()) {
                    bad.add(control.spot(), null);
                }
            }
        }
        return Verdict.ratio(total, bad, "the page has no buttons", "buttons have no name");
    }
}
