package com.xenlixai.scan.analyze.check.links;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.nio.charset.StandardCharsets;

/// A link to a place on the page needs that place.
final class Fragments implements Check {

    private static final Rule RULE =
            new Rule(
                    "links.fragments",
                    Severity.LOW,
                    Grade.A,
                    "Links within the page reach their place",
                    "A fragment that names nothing leaves the reader where they are.",
                    "Add the missing id or correct the fragment.",
                    "https://html.spec.whatwg.org/multipage/browsing-the-web.html#scroll-to-fragid");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (LinkFact link : page.facts().links()) {
            WebUrl url = link.url();
            String fragment = url == null ? null : url.fragment();
            if (url == null
                    || fragment == null
                    || fragment.isEmpty()
                    || !url.sameDocument(page.url())) {
                continue;
            }
            if (fragment.equalsIgnoreCase("top")
                    || fragment.startsWith(":~:")
                    || fragment.startsWith("!")
                    || fragment.startsWith("/")) {
                continue;
            }
            total++;
            int directive = fragment.indexOf(":~:");
            String name = directive < 0 ? fragment : fragment.substring(0, directive);
            boolean found =
                    page.facts().ids().containsKey(name)
                            || page.facts().ids().containsKey(decoded(name));
            if (!found) {
                bad.add(link.spot(), "#" + Spaces.shortened(name, 60) + " is not on the page");
            }
        }
        return Verdict.ratio(
                total,
                bad,
                "no link leads to a place on this page",
                "links within the page lead nowhere");
    }

    private static String decoded(String fragment) {
        try {
            return java.net.URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return fragment;
        }
    }
}
