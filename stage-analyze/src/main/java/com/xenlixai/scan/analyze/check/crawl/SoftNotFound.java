package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadingFact;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.source.Spot;

/// An error page that answers 200 is indexed as if it were content, or dropped.
final class SoftNotFound implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.soft-404",
                    Severity.HIGH,
                    Grade.A,
                    "The page is no error page in disguise",
                    "Search engines treat a \"not found\" page with status 200 as a soft 404 and drop it; real pages that look like one are dropped too.",
                    "Answer missing pages with 404 or 410; if this page is real, say so in its title and text.",
                    "https://developers.google.com/search/docs/crawling-indexing/http-network-errors");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings strong = new Findings();
        PageFacts facts = page.facts();
        String title = facts.head().title();
        if (NotFoundWords.isErrorTitle(title)) {
            strong.add(title, "the title says that there is nothing");
        }
        for (HeadingFact heading : facts.headings()) {
            if (heading.level() == 1 && NotFoundWords.isErrorTitle(heading.text())) {
                strong.add(heading.spot(), "the main heading says that there is nothing");
            }
        }
        Spot html = facts.htmlSpot();
        if (html != null && facts.ids().containsKey("__next_error__")) {
            strong.add(html, "a framework's error page");
        }
        int supporting = 0;
        boolean noIndex =
                page.robots().stream()
                        .anyMatch(one -> one.directives().noIndex(page.now()) != null);
        supporting += noIndex ? 1 : 0;
        supporting += facts.text().mainWords() <= 25 ? 1 : 0;
        int signals = strong.total() + supporting;
        if (!strong.isEmpty() && signals >= 2) {
            return Verdict.fail(
                    "The page looks like an error page but answers " + page.answer().status(),
                    signals + " signals",
                    strong);
        }
        return NotFoundWords.isEmptySearch(title, facts)
                ? Verdict.warn(
                        "The page looks like a search without results", "empty search", strong)
                : Verdict.pass(signals + " signals");
    }
}
