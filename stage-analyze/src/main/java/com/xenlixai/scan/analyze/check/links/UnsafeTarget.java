package com.xenlixai.scan.analyze.check.links;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.url.Sites;
import com.xenlixai.scan.analyze.url.WebUrl;

/// Links to http, to private addresses and to staging hosts lead visitors astray.
final class UnsafeTarget implements Check {

    private static final Rule RULE =
            new Rule(
                    "links.unsafe-target",
                    Severity.LOW,
                    Grade.A,
                    "No link leads to an unsafe or private place",
                    "Links from https to http of the same host cost a redirect and can be tampered with; private addresses work for nobody outside.",
                    "Use https and public addresses.",
                    "https://web.dev/articles/enable-https");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        boolean here = !Sites.privateReason(page.url().host()).isEmpty();
        for (LinkFact link : page.facts().links()) {
            WebUrl url = link.url();
            String href = link.href();
            if (url == null) {
                if (href != null && "file".equals(WebUrl.schemeOf(href.strip()))) {
                    bad.add(link.spot(), "a file on somebody's disk");
                    total++;
                }
                continue;
            }
            total++;
            if (url.host().equals(page.url().host())) {
                if (page.url().isHttps() && !url.isHttps()) {
                    bad.add(link.spot(), "http link to the same host");
                }
                continue;
            }
            String reason = Sites.privateReason(url.host());
            if (!here && !reason.isEmpty()) {
                bad.add(link.spot(), reason);
            } else if (Sites.isStaging(url.host())
                    && !Sites.isStaging(page.url().host())
                    && Sites.sameSite(url.host(), page.url().host())) {
                bad.add(link.spot(), "a staging host");
            }
        }
        if (total == 0) {
            return Verdict.notApplicable("the page has no links");
        }
        return bad.isEmpty()
                ? Verdict.pass(total + " links")
                : Verdict.fail(bad.total() + " links lead to unsafe or private places", bad);
    }
}
