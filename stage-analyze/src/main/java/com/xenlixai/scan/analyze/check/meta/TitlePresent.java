package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Title;
import java.util.ArrayList;
import java.util.List;

/// Search results and browser tabs show the title; without one they make something up.
final class TitlePresent implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.title",
                    Severity.HIGH,
                    Grade.A,
                    "The page has one title",
                    "The title is the headline of the page in search results, browser tabs and shared links. Without it, search engines write their own.",
                    "Put exactly one <title> with words that name this page into the head.",
                    "https://developers.google.com/search/docs/appearance/title-link");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<Title> titles = page.facts().head().titles();
        List<Title> inHead = new ArrayList<>(titles);
        inHead.removeIf(title -> !title.inHead());
        if (inHead.isEmpty() || inHead.getFirst().text().isEmpty()) {
            Findings where = new Findings();
            titles.forEach(
                    title -> where.add(title.spot(), title.inHead() ? "empty" : "not in the head"));
            return Verdict.fail(
                    inHead.isEmpty() ? "The page has no title" : "The title is empty", where);
        }
        // Browsers show the first one, also when it is empty.
        String text = inHead.getFirst().text();
        if (inHead.size() > 1) {
            Findings where = new Findings();
            inHead.forEach(title -> where.add(title.spot(), null));
            return Verdict.warn("The page has " + inHead.size() + " titles", text, where);
        }
        return Verdict.pass(RULE.title(), text, Findings.at(inHead.getFirst().spot(), null));
    }
}
