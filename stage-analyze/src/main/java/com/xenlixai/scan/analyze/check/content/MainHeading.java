package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadingFact;

/// The main heading tells readers and machines what the page is about.
final class MainHeading implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.h1",
                    Severity.MEDIUM,
                    Grade.B,
                    "The page has one main heading",
                    "The main heading is the first thing readers and assistive technology look for, and search engines take titles from it.",
                    "Give the page one <h1> that names its subject.",
                    "https://developers.google.com/search/docs/appearance/title-link");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = new Findings();
        String first = "";
        for (HeadingFact heading : page.facts().headings()) {
            if (heading.level() == 1 && !heading.region().hidden()) {
                where.add(heading.spot(), heading.text());
                first = first.isEmpty() ? heading.text() : first;
            }
        }
        if (where.isEmpty()) {
            return Verdict.fail("The page has no main heading", where);
        }
        if (first.isEmpty()) {
            return Verdict.scored(0.3, "The main heading is empty", "", where);
        }
        if (where.total() > 1) {
            return Verdict.scored(
                    0.8, "The page has " + where.total() + " main headings", first, where);
        }
        return Verdict.pass(RULE.title(), first, where);
    }
}
