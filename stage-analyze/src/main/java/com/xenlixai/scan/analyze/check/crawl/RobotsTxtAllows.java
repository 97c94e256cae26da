package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.robots.RobotsTxt;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Decision;
import java.util.List;

/// What robots.txt forbids to fetch cannot be read.
final class RobotsTxtAllows implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.robots-txt-allows",
                    Severity.CRITICAL,
                    Grade.A,
                    "robots.txt lets search engines fetch the page",
                    "Search engines do not read pages that robots.txt forbids; at best the bare URL is listed.",
                    "Remove or narrow the rule that is shown here.",
                    "https://www.rfc-editor.org/rfc/rfc9309#section-2.2");

    private static final List<String> AGENTS = List.of("Googlebot", "Bingbot", "*");

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
        if (origin == null) {
            return Verdict.unknown("robots.txt was not fetched");
        }
        if (origin.hasNoRobots()) {
            return Verdict.pass(
                    "There is no robots.txt, so everything may be fetched",
                    "no robots.txt",
                    Findings.NONE);
        }
        RobotsTxt robots = origin.robots();
        if (robots == null) {
            return origin.robotsUnreachable()
                    ? Verdict.fail(
                            "robots.txt cannot be had, so search engines stay away",
                            Findings.of("status " + origin.facts().getRobotsStatus(), null))
                    : Verdict.unknown("robots.txt was not fetched");
        }
        Findings where = new Findings();
        for (String agent : AGENTS) {
            Decision decision = robots.decide(agent, page.url().target());
            RobotsTxt.Rule rule = decision.rule();
            if (!decision.allowed() && rule != null) {
                where.add(rule.written(), rule.line(), "binds " + agent);
            }
        }
        if (where.isEmpty()) {
            return Verdict.pass("allowed");
        }
        if (!page.expectIndexable()) {
            return new Verdict.Noted("robots.txt forbids the page, as expected", "blocked", where);
        }
        return where.total() == AGENTS.size()
                ? Verdict.fail(
                        "robots.txt forbids search engines to fetch the page", "blocked", where)
                : Verdict.warn(
                        "robots.txt forbids the page to some search engines",
                        "partly blocked",
                        where);
    }
}
