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

/// A link named here says nothing about where it leads.
final class LinkText implements Check {

    private static final Rule RULE =
            new Rule(
                    "links.text",
                    Severity.MEDIUM,
                    Grade.A,
                    "Link texts say where they lead",
                    "Readers who skim or listen, and search engines, judge a target by the text of its links.",
                    "Replace texts such as \"click here\" by the name of the target.",
                    "https://developer.chrome.com/docs/lighthouse/seo/link-text");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (LinkFact link : page.facts().links()) {
            WebUrl url = link.url();
            boolean judged =
                    url != null
                            && !link.hasRel("nofollow")
                            && !link.name().isEmpty()
                            && !url.sameDocument(page.url());
            if (judged) {
                total++;
                if (GenericTexts.isGeneric(link.name())) {
                    bad.add(link.spot(), link.name());
                }
            }
        }
        return Verdict.ratio(
                total, bad, "the page has no links with text", "links do not say where they lead");
    }
}
