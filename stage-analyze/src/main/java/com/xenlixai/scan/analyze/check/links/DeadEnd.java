package com.xenlixai.scan.analyze.check.links;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.url.WebUrl;

/// A page without links onwards ends the visit of readers and crawlers.
final class DeadEnd implements Check {

    private static final Rule RULE =
            new Rule(
                    "links.dead-end",
                    Severity.LOW,
                    Grade.B,
                    "The page leads on to other pages",
                    "Without a link to another page of the site, readers and crawlers have nowhere to go.",
                    "Link to related pages or at least to the home page.",
                    "https://developers.google.com/search/docs/crawling-indexing/links-crawlable");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        int internal = 0;
        for (LinkFact link : page.facts().links()) {
            WebUrl url = link.url();
            boolean onwards =
                    url != null
                            && url.host().equals(page.url().host())
                            && !url.sameDocument(page.url());
            internal += onwards && !link.hasRel("nofollow") ? 1 : 0;
        }
        return internal > 0
                ? Verdict.pass(internal + " internal links")
                : Verdict.fail(
                        "No link leads to another page of the site",
                        "0 internal links",
                        Findings.NONE);
    }
}
