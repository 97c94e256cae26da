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
import com.xenlixai.scan.analyze.robots.RobotsTxt.Problem;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.contract.event.OriginFacts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A broken robots.txt is read in ways that its author did not mean.
final class RobotsTxtValid implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.robots-txt-valid",
                    Severity.HIGH,
                    Grade.A,
                    "robots.txt is well-formed",
                    "Lines that crawlers do not understand are ignored, and an unreachable file keeps them out altogether.",
                    "Correct the lines shown; serve the file as text/plain with status 200, or 404 when there is none.",
                    "https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1");

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
        OriginFacts facts = origin.facts();
        if (origin.hasNoRobots()) {
            return Verdict.notApplicable("there is no robots.txt");
        }
        if (origin.robotsUnreachable()) {
            String why =
                    facts.getRobotsStatus() > 0
                            ? "status " + facts.getRobotsStatus()
                            : String.valueOf(facts.getRobotsError());
            return Verdict.fail("robots.txt cannot be had: " + why, why, Findings.NONE);
        }
        RobotsTxt robots = origin.robots();
        String body = facts.getRobotsBody();
        if (robots == null || body == null) {
            return Verdict.unknown("robots.txt was not fetched");
        }
        if (isHtml(body, facts.getRobotsContentType())) {
            return Verdict.fail(
                    "robots.txt is an HTML page",
                    "HTML",
                    Findings.of(Spaces.collapsed(body, 120), null));
        }
        if (facts.getRobotsTruncated()) {
            return Verdict.fail(
                    "robots.txt is longer than 500 KiB; the rest is not read",
                    "too long",
                    Findings.NONE);
        }
        Findings where = new Findings();
        for (Problem problem : robots.problems()) {
            where.add(problem.text(), problem.line(), problem.reason());
        }
        if (where.isEmpty()) {
            return Verdict.pass(robots.groups().size() + " groups");
        }
        return Verdict.warn(
                where.total() + " lines of robots.txt are not understood",
                where.total() + " problems",
                where);
    }

    private static boolean isHtml(String body, @Nullable String type) {
        String start = body.stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html")
                || start.startsWith("<html")
                || type != null && type.startsWith("text/html") && start.startsWith("<");
    }
}
