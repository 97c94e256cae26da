package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ShapeFacts;

/// Lists and tables are easy to take over.
final class ListsAndTables implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.lists-tables",
                    Severity.LOW,
                    Grade.C,
                    "Long text has lists or tables",
                    "Lists and tables are easy to scan and to quote; whether that helps is contested.",
                    "Turn enumerations into lists and comparisons into tables.",
                    "https://arxiv.org/abs/2311.09735");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        ShapeFacts shape = page.facts().shape();
        if (page.facts().text().mainWords() <= 300) {
            return Verdict.notApplicable("the text is short");
        }
        String value = shape.lists() + " lists, " + shape.tables() + " tables";
        return shape.lists() + shape.tables() > 0
                ? Verdict.pass(value)
                : Verdict.fail("The long text has neither lists nor tables", value, Findings.NONE);
    }
}
