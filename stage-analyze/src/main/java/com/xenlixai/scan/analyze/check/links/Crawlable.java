package com.xenlixai.scan.analyze.check.links;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.url.WebUrl;

/// Search engines follow a elements with an href, nothing else.
final class Crawlable implements Check {

    private static final Rule RULE =
            new Rule(
                    "links.crawlable",
                    Severity.MEDIUM,
                    Grade.A,
                    "All links can be followed",
                    "Links without a real href are followed neither by search engines nor by readers who open them in a new tab.",
                    "Give each link an href with the address it leads to.",
                    "https://developers.google.com/search/docs/crawling-indexing/links-crawlable");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (LinkFact link : page.facts().links()) {
            String reason = problem(link);
            if (reason.equals("skip")) {
                continue;
            }
            total++;
            if (!reason.isEmpty()) {
                bad.add(link.spot(), reason);
            }
        }
        return Verdict.ratio(total, bad, "the page has no links", "links cannot be followed");
    }

    private static String problem(LinkFact link) {
        String href = link.href();
        if (href == null) {
            return link.scripted() ? "no href" : "skip";
        }
        if (link.url() != null) {
            return "";
        }
        String text = href.strip();
        if (text.isEmpty()) {
            return "empty href";
        }
        String scheme = WebUrl.schemeOf(text);
        if (scheme == null) {
            return "the address is invalid";
        }
        return switch (scheme) {
            case "javascript" -> "javascript: address";
            case "file" -> "file: address";
            case "http", "https" -> "the address is invalid";
            default -> "skip";
        };
    }
}
