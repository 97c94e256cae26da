package com.xenlixai.scan.analyze.check.i18n;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.List;

/// A page belongs to its own group of versions, by its canonical URL.
final class HreflangCluster implements Check {

    private static final Rule RULE =
            new Rule(
                    "i18n.hreflang-cluster",
                    Severity.MEDIUM,
                    Grade.A,
                    "The page is part of its own hreflang group",
                    "Google ignores a group of language versions in which the page does not name itself.",
                    "Add an hreflang annotation for the page itself, with its canonical URL.",
                    "https://developers.google.com/search/docs/specialty/international/localized-versions");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<WebUrl> members = new ArrayList<>();
        page.alternates()
                .forEach(
                        link -> {
                            WebUrl url = link.url();
                            if (url != null) {
                                members.add(url);
                            }
                        });
        if (members.isEmpty()) {
            return Verdict.notApplicable("the page names no versions in other languages");
        }
        Findings bad = new Findings();
        int good = 0;
        if (members.stream().anyMatch(url -> url.sameDocument(page.url()))) {
            good++;
        } else {
            bad.add(page.url().toString(), "the page does not name itself");
        }
        WebUrl canonical = page.canonical();
        int total = 1;
        if (canonical != null) {
            total++;
            if (members.stream().anyMatch(url -> url.sameDocument(canonical))) {
                good++;
            } else {
                bad.add(canonical.toString(), "the canonical URL is not in the group");
            }
        }
        return good == total
                ? Verdict.pass(members.size() + " versions")
                : Verdict.scored(
                        (double) good / total,
                        "The page is not part of its own hreflang group",
                        members.size() + " versions",
                        bad);
    }
}
