package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.RobotsStatement;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import java.util.LinkedHashSet;
import java.util.Set;

/// A noindex for Google or Bing, in a meta or a header, keeps the page out of their results.
final class NoIndex implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.noindex",
                    Severity.CRITICAL,
                    Grade.A,
                    "Nothing forbids indexing",
                    "A page with noindex disappears from search results, however good it is.",
                    "Remove the noindex, none or past unavailable_after that is shown here, if the page is meant to be found.",
                    "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = new Findings();
        Set<String> agents = new LinkedHashSet<>();
        for (RobotsStatement statement : page.robots()) {
            String directive =
                    statement.counts() ? statement.directives().noIndex(page.now()) : null;
            if (directive != null) {
                String agent = statement.directives().agent();
                agents.add(agent.equals("*") ? "all search engines" : agent);
                statement.addTo(where, directive + " for " + (agent.equals("*") ? "all" : agent));
            }
        }
        if (where.isEmpty()) {
            return Verdict.pass(page.robots().isEmpty() ? "no directives" : "indexing allowed");
        }
        if (!page.expectIndexable()) {
            return new Verdict.Noted("The page forbids indexing, as expected", "noindex", where);
        }
        return Verdict.fail(
                "The page forbids indexing by " + String.join(" and ", agents), "noindex", where);
    }
}
