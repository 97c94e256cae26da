package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.TextFacts.Kind;

/// Characters of a wrong encoding are plain errors on the page.
final class Mojibake implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.mojibake",
                    Severity.MEDIUM,
                    Grade.A,
                    "All characters are shown as meant",
                    "Replacement characters and sequences as Ã© come from a wrong encoding and make text unreadable and unfindable.",
                    "Save and send the page as UTF-8, and convert the texts that were read with the wrong encoding.",
                    "https://encoding.spec.whatwg.org/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = Findings.of(page.facts().text().suspects(), Kind.MOJIBAKE);
        if (page.facts().text().words() == 0) {
            return Verdict.notApplicable("the page shows no text");
        }
        return where.isEmpty()
                ? Verdict.pass("none")
                : Verdict.fail(
                        "Characters of a wrong encoding are on the page",
                        where.total() + " places",
                        where);
    }
}
