package com.xenlixai.scan.analyze.check.i18n;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import java.util.List;

/// x-default is for readers whose language is not there.
final class XDefault implements Check {

    private static final Rule RULE =
            new Rule(
                    "i18n.x-default",
                    Severity.LOW,
                    Grade.A,
                    "A default version is named",
                    "Readers whose language is not among the versions get the one marked x-default.",
                    "Add <link rel=\"alternate\" hreflang=\"x-default\" href=\"…\">.",
                    "https://developers.google.com/search/docs/specialty/international/localized-versions");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<LinkTag> links = page.alternates();
        if (links.size() < 2) {
            return Verdict.notApplicable("fewer than two versions");
        }
        return links.stream().anyMatch(link -> link.hreflang().equalsIgnoreCase("x-default"))
                ? Verdict.pass("x-default")
                : Verdict.fail(
                        "None of " + links.size() + " versions is the default", Findings.NONE);
    }
}
