package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.url.WebUrl;
import com.xenlixai.scan.contract.event.Hop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Each redirect costs a round trip, and long chains are not followed to their end.
final class Redirects implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.redirects",
                    Severity.MEDIUM,
                    Grade.A,
                    "The URL leads to the page without detours",
                    "Each redirect costs visitors a round trip, and search engines give up on long chains.",
                    "Link and redirect straight to the final URL, with 301 or 308 where the move is permanent.",
                    "https://developers.google.com/search/docs/crawling-indexing/301-redirects");

    private static final Set<Integer> TEMPORARY = Set.of(302, 303, 307);

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<Hop> hops = page.answer().hops();
        Findings where = new Findings();
        boolean temporary = false;
        Set<String> seen = new HashSet<>();
        boolean loop = false;
        for (Hop hop : hops) {
            String to = hop.getLocation() == null ? "" : " to " + hop.getLocation();
            where.add(hop.getStatus() + " " + hop.getUrl() + to, hop.getMillis() + " ms");
            temporary |= TEMPORARY.contains(hop.getStatus());
            loop |= !seen.add(hop.getUrl());
        }
        String value = hops.size() + (hops.size() == 1 ? " redirect" : " redirects");
        if (loop) {
            return Verdict.fail("The redirects pass the same URL twice", value, where);
        }
        if (hops.size() >= 4) {
            return Verdict.fail("The URL leads to the page over " + value, value, where);
        }
        if (hops.size() >= 2) {
            return Verdict.warn("The URL leads to the page over " + value, value, where);
        }
        WebUrl canonical = page.canonical();
        if (temporary && canonical != null && canonical.sameDocument(page.url())) {
            return Verdict.warn("A temporary redirect leads to the canonical URL", value, where);
        }
        return Verdict.pass(RULE.title(), value, where);
    }
}
