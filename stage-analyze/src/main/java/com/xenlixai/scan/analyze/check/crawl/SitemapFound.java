package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import java.util.List;

/// A sitemap tells search engines which URLs there are.
final class SitemapFound implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.sitemap",
                    Severity.LOW,
                    Grade.A,
                    "A well-formed sitemap is there",
                    "A sitemap helps search engines find pages and see what changed.",
                    "Serve a sitemap with at most 50,000 URLs, name it in robots.txt, and give lastmod as W3C dates.",
                    "https://www.sitemaps.org/protocol.html");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public boolean judgesEveryAnswer() {
        return true;
    }

    @Override
    public Verdict judge(Page page) {
        Origin origin = page.origin();
        if (origin == null || origin.facts().getSitemapStatus() == null) {
            return Verdict.unknown("no sitemap was fetched");
        }
        int status = origin.facts().getSitemapStatus();
        List<String> named = origin.facts().getSitemaps();
        if (status < 200 || status > 299) {
            return named.isEmpty()
                    ? Verdict.warn("There is no sitemap", "status " + status, Findings.NONE)
                    : Verdict.fail(
                            "The sitemap that robots.txt names answers " + status,
                            "status " + status,
                            Findings.of(named.getFirst(), null));
        }
        String body = origin.facts().getSitemapBody();
        if (body == null) {
            return Verdict.unknown("the sitemap's text was not kept");
        }
        SitemapText sitemap = SitemapText.read(body);
        if (!sitemap.problem().isEmpty()) {
            return Verdict.fail(
                    "The sitemap is not well-formed: " + sitemap.problem(),
                    sitemap.problem(),
                    Findings.of(Spaces.collapsed(body, 120), null));
        }
        if (sitemap.badDate() != null) {
            return Verdict.warn(
                    "The sitemap has dates in the wrong form",
                    sitemap.badDate(),
                    Findings.of("<lastmod>" + sitemap.badDate() + "</lastmod>", "not a W3C date"));
        }
        return Verdict.pass(sitemap.entries() + (sitemap.isIndex() ? " sitemaps" : " URLs"));
    }
}
