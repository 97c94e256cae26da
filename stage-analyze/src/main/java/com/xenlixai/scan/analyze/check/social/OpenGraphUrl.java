package com.xenlixai.scan.analyze.check.social;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.url.WebUrl;

/// Shares are counted for og:url, so it should be the page's canonical URL.
final class OpenGraphUrl implements Check {

    private static final Rule RULE =
            new Rule(
                    "social.og-url",
                    Severity.LOW,
                    Grade.A,
                    "og:url is the page's canonical URL",
                    "Networks gather likes and shares under og:url; a different URL splits them.",
                    "Set og:url to the canonical URL.",
                    "https://ogp.me/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        String text = page.facts().head().first("og:url");
        if (text.isEmpty()) {
            return Verdict.notApplicable("the page has no og:url");
        }
        WebUrl url = WebUrl.parse(text);
        WebUrl canonical = page.canonical();
        WebUrl expected = canonical == null ? page.url() : canonical;
        Meta meta = page.facts().head().firstNamed("og:url");
        Findings where =
                meta == null
                        ? Findings.of(text, null)
                        : Findings.at(meta.spot(), "expected " + expected);
        if (url == null) {
            return Verdict.fail("og:url is no absolute URL", text, where);
        }
        return url.sameDocument(expected)
                ? Verdict.pass(text)
                : Verdict.fail("og:url names another URL", text, where);
    }
}
