package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// One main landmark lets people skip to the content.
final class MainLandmark implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.main",
                    Severity.LOW,
                    Grade.B,
                    "The page has one main landmark",
                    "Users of assistive technology skip to the main landmark; with none or several they cannot.",
                    "Wrap the content of the page in exactly one <main>.",
                    "https://dequeuniversity.com/rules/axe/4.10/landmark-one-main");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        int mains = page.facts().shape().mains();
        String value = mains + " main landmarks";
        if (page.facts().text().words() == 0) {
            return Verdict.notApplicable("the page shows no text");
        }
        return mains == 1
                ? Verdict.pass("1 main landmark")
                : Verdict.fail(
                        mains == 0 ? "The page has no main landmark" : "The page has " + value,
                        value,
                        Findings.NONE);
    }
}
