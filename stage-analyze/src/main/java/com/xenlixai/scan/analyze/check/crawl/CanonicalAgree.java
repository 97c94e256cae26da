package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Canonical;
import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Canonical, Link header, og:url and sitemap should name one URL.
final class CanonicalAgree implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.canonical-agree",
                    Severity.MEDIUM,
                    Grade.A,
                    "All statements of the page's URL agree",
                    "When canonical link, header, og:url and sitemap name different URLs, search engines pick one of them.",
                    "Use the same absolute URL in all of them.",
                    "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Map<String, WebUrl> stated = new LinkedHashMap<>();
        for (Canonical one : page.canonicals()) {
            WebUrl url = one.url();
            if (url != null) {
                stated.putIfAbsent(
                        one.place() == Canonical.Place.HEADER ? "Link header" : "canonical link",
                        url);
            }
        }
        String og = page.facts().head().first("og:url");
        WebUrl ogUrl = og.isEmpty() ? null : WebUrl.resolve(og, page.url());
        if (ogUrl != null) {
            stated.put("og:url", ogUrl);
        }
        if (stated.size() < 2) {
            return Verdict.notApplicable("fewer than two statements of the page's URL");
        }
        Findings where = new Findings();
        Set<WebUrl> distinct = new LinkedHashSet<>();
        stated.forEach(
                (place, url) -> {
                    distinct.add(url.normalised());
                    where.add(url.toString(), place);
                });
        return distinct.size() == 1
                ? Verdict.pass(stated.size() + " agree")
                : Verdict.fail(
                        "The page states different URLs of itself",
                        distinct.size() + " URLs",
                        where);
    }
}
