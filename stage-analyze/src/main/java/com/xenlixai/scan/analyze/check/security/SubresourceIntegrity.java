package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.MediaFacts.Script;
import com.xenlixai.scan.analyze.url.Sites;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.List;

/// With a hash, a changed file of another host is not run.
final class SubresourceIntegrity implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.sri",
                    Severity.LOW,
                    Grade.A,
                    "Scripts of other hosts are pinned",
                    "If another host is broken into, its scripts run on this page; a hash prevents that.",
                    "Add integrity and crossorigin to scripts and style sheets of other hosts that do not change.",
                    "https://www.w3.org/TR/SRI/");

    private static final List<String> CHANGING =
            List.of(
                    "googletagmanager.com",
                    "google-analytics.com",
                    "googlesyndication.com",
                    "fonts.googleapis.com",
                    "connect.facebook.net",
                    "js.stripe.com",
                    "maps.googleapis.com",
                    "recaptcha",
                    "hotjar.com",
                    "hs-scripts.com",
                    "cdn.cookielaw.org",
                    "platform.twitter.com",
                    "challenges.cloudflare.com",
                    "static.cloudflareinsights.com",
                    "youtube.com");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (Script script : page.facts().media().scripts()) {
            WebUrl url = script.url();
            if (url != null && isForeign(page, url)) {
                total++;
                if (script.integrity().isBlank()) {
                    bad.add(script.spot(), url.host());
                }
            }
        }
        for (LinkTag link : page.facts().head().linked("stylesheet")) {
            WebUrl url = link.url();
            if (url != null && isForeign(page, url)) {
                total++;
                if (link.integrity().isBlank()) {
                    bad.add(link.spot(), url.host());
                }
            }
        }
        return Verdict.ratio(
                total, bad, "no fixed files of other hosts", "files of other hosts are not pinned");
    }

    private static boolean isForeign(Page page, WebUrl url) {
        return !Sites.sameSite(url.host(), page.url().host())
                && CHANGING.stream().noneMatch(url.host()::contains);
    }
}
