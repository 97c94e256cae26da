package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.PageType;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.url.Sites;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.Set;
import java.util.TreeSet;

/// Sources make statements checkable.
final class Citations implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.citations",
                    Severity.LOW,
                    Grade.C,
                    "The article links to its sources",
                    "Links to other sites let readers check statements; studies disagree on whether engines care.",
                    "Link to the sources of figures and claims.",
                    "https://arxiv.org/abs/2311.09735");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (page.type() != PageType.ARTICLE || page.facts().text().mainWords() <= 300) {
            return Verdict.notApplicable("only longer articles");
        }
        Set<String> sites = new TreeSet<>();
        for (LinkFact link : page.facts().links()) {
            WebUrl url = link.url();
            if (url != null
                    && link.region().main()
                    && !Sites.sameSite(url.host(), page.url().host())) {
                sites.add(Sites.registrable(url.host()));
            }
        }
        String value = sites.size() + " sites";
        if (sites.size() >= 2) {
            return Verdict.pass(value);
        }
        return sites.size() == 1
                ? Verdict.warn("The article links to one other site", value, Findings.NONE)
                : Verdict.fail("The article links to no source", value, Findings.NONE);
    }
}
