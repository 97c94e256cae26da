package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;

/// A link without a name is read out as its address.
final class LinkName implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.link-name",
                    Severity.HIGH,
                    Grade.A,
                    "All links have a name",
                    "Screen readers read out the address of a link that has neither text nor image description.",
                    "Put text into the link, an alt text on its image, or add an aria-label.",
                    "https://dequeuniversity.com/rules/axe/4.10/link-name");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (LinkFact link : page.facts().links()) {
            if (link.href() == null || !link.region().exposed()) {
                continue;
            }
            total++;
            if (link.name().isEmpty()) {
                bad.add(link.spot(), null);
            }
        }
        return Verdict.ratio(total, bad, "the page has no links", "links have no name");
    }
}
