package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.RobotsStatement;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.robots.RobotsTxt;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Decision;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.List;

/// Two statements about indexing that contradict each other are resolved by the stricter one, seldom as meant.
final class RobotsConflict implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.robots-conflict",
                    Severity.MEDIUM,
                    Grade.A,
                    "The statements about indexing agree",
                    "A noindex on a page that robots.txt forbids is never read, and contradicting statements are resolved by the strictest.",
                    "Decide what you want and remove the other statement.",
                    "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = new Findings();
        List<RobotsStatement> against = new ArrayList<>();
        for (RobotsStatement one : page.robots()) {
            if (one.counts() && one.directives().noIndex(page.now()) != null) {
                against.add(one);
            }
        }
        Origin origin = page.origin();
        RobotsTxt robots = origin == null ? null : origin.robots();
        if (!against.isEmpty() && robots != null) {
            Decision decision = robots.decide("Googlebot", page.url().target());
            RobotsTxt.Rule rule = decision.rule();
            if (!decision.allowed() && rule != null) {
                against.getFirst().addTo(where, "can never be read");
                where.add(rule.written(), rule.line(), "because robots.txt forbids the page");
            }
        }
        for (RobotsStatement other : page.robots()) {
            boolean disagrees =
                    !against.isEmpty()
                            && other.counts()
                            && other.directives().statesIndex()
                            && other.isHeader() != against.getFirst().isHeader();
            if (disagrees) {
                against.getFirst().addTo(where, "noindex");
                other.addTo(where, "index");
            }
        }
        WebUrl canonical = page.canonical();
        if (!against.isEmpty() && canonical != null && !canonical.sameDocument(page.url())) {
            against.getFirst().addTo(where, "noindex");
            page.canonicals().getFirst().addTo(where, "yet another URL is canonical");
        }
        if (page.robots().isEmpty() && page.canonicals().isEmpty()) {
            return Verdict.notApplicable("the page states nothing about indexing");
        }
        return where.isEmpty()
                ? Verdict.pass("no conflict")
                : Verdict.fail("Statements about indexing contradict each other", where);
    }
}
