package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.source.Spaces;
import org.jspecify.annotations.Nullable;

/// Results and tabs show the page's icon.
final class FaviconPresent implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.favicon",
                    Severity.LOW,
                    Grade.A,
                    "The page names its icon",
                    "Search results, tabs and bookmarks show the icon; without one they show a globe.",
                    "Add <link rel=\"icon\" href=\"/favicon.ico\">, square and at least 48 pixels wide.",
                    "https://developers.google.com/search/docs/appearance/favicon-in-search");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        LinkTag icon = icon(page.facts().head());
        return icon == null
                ? Verdict.fail("The page names no icon", Findings.NONE)
                : Verdict.pass(Spaces.shortened(icon.href(), 200));
    }

    private static @Nullable LinkTag icon(HeadFacts head) {
        for (LinkTag link : head.linked("icon")) {
            if (!link.href().isBlank()) {
                return link;
            }
        }
        for (LinkTag link : head.links()) {
            if (link.is("apple-touch-icon")) {
                return link;
            }
        }
        return null;
    }
}
