package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.TextFacts.Kind;

/// Template variables, fillers and notes to oneself are not meant for readers.
final class Placeholders implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.placeholder",
                    Severity.MEDIUM,
                    Grade.B,
                    "No placeholder text is left",
                    "Unfilled template variables and filler text tell visitors that the page is unfinished.",
                    "Fill in or remove the text shown.",
                    "https://developers.google.com/search/docs/fundamentals/creating-helpful-content");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = Findings.of(page.facts().text().suspects(), Kind.PLACEHOLDER);
        if (page.facts().text().words() == 0) {
            return Verdict.notApplicable("the page shows no text");
        }
        return where.isEmpty()
                ? Verdict.pass("none")
                : Verdict.fail(
                        "Placeholder text is left on the page", where.total() + " places", where);
    }
}
