package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.url.WebUrl;

/// A canonical that names another page asks not to index this one.
final class CanonicalTarget implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.canonical-target",
                    Severity.HIGH,
                    Grade.B,
                    "The canonical URL is that of the page",
                    "With a canonical that names another URL, the page asks search engines to show that one instead.",
                    "Let the canonical name the page's own URL, unless the other one really is the same page.",
                    "https://developer.chrome.com/docs/lighthouse/seo/canonical");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        WebUrl canonical = page.canonical();
        if (canonical == null) {
            return Verdict.notApplicable("there is no single canonical URL");
        }
        String value = canonical.toString();
        Findings where = new Findings();
        page.canonicals().forEach(one -> one.addTo(where, "the page is " + page.url()));
        if (canonical.sameDocument(page.url())) {
            return canonical.fragment() == null
                    ? Verdict.pass(value)
                    : Verdict.warn("The canonical URL has a fragment", value, where);
        }
        boolean root = canonical.path().equals("/") && canonical.query() == null;
        if (root && !page.url().path().equals("/")) {
            return Verdict.fail("The canonical URL of this page is the home page", value, where);
        }
        for (LinkTag alternate : page.alternates()) {
            WebUrl url = alternate.url();
            boolean own = url != null && url.sameDocument(page.url());
            if (url != null && !own && url.sameDocument(canonical)) {
                return Verdict.fail(
                        "The canonical URL is the page in another language ("
                                + alternate.hreflang()
                                + ")",
                        value,
                        where);
            }
        }
        return Verdict.warn(
                "The page asks search engines to show another URL instead", value, where);
    }
}
