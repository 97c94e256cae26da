package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.TextFacts;

/// Readers of all kinds need to tell the text from its frame.
final class MainContent implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.main-content",
                    Severity.MEDIUM,
                    Grade.B,
                    "The main text stands out from its frame",
                    "Extractors keep what is in main or article; with too much around it they keep the wrong part.",
                    "Put the text into one <main> or <article>, and menus, footers and teasers outside it.",
                    "https://html.spec.whatwg.org/multipage/grouping-content.html#the-main-element");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        TextFacts text = page.facts().text();
        if (text.words() < 50) {
            return Verdict.notApplicable("the page has hardly any text");
        }
        double share = (double) text.mainWords() / text.words();
        String value =
                text.mainWords() + " of " + text.words() + " words (from " + text.mainFrom() + ")";
        if (!text.mainFrom().equals("page") && share >= 0.4 || share >= 0.6) {
            return Verdict.pass(value);
        }
        return share >= 0.3
                ? Verdict.warn("Much of the text is frame: " + value, value, Findings.NONE)
                : Verdict.scored(0.2, "Most of the text is frame: " + value, value, Findings.NONE);
    }
}
