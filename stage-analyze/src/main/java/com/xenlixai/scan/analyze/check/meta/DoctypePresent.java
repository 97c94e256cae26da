package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts;

/// Without the doctype browsers imitate the faults of the nineties.
final class DoctypePresent implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.doctype",
                    Severity.LOW,
                    Grade.A,
                    "The page has the HTML doctype",
                    "Without <!doctype html> browsers fall back to quirks mode and lay the page out by old rules.",
                    "Make <!doctype html> the first line.",
                    "https://developer.chrome.com/docs/lighthouse/best-practices/doctype");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        HeadFacts head = page.facts().head();
        String doctype = head.doctype();
        if (doctype == null) {
            return Verdict.fail("The page has no doctype", Findings.NONE);
        }
        return head.quirks()
                ? Verdict.fail(
                        "The doctype puts browsers into quirks mode",
                        doctype,
                        Findings.of("<!doctype " + doctype + " …>", null))
                : Verdict.pass(doctype);
    }
}
