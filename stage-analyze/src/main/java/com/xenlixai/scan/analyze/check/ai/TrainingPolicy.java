package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.robots.Agents;
import com.xenlixai.scan.analyze.robots.Agents.Agent;
import com.xenlixai.scan.analyze.robots.RobotsTxt;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Decision;

/// Whether models may learn from the page is the owner's choice and costs no points.
final class TrainingPolicy implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.training-policy",
                    Severity.INFO,
                    Grade.A,
                    "What is said to model trainers",
                    "Blocking training bots has no effect on search or answers; it is your choice.",
                    "Nothing has to be done; name the agents in robots.txt if you want to decide.",
                    "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers");

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
        RobotsTxt robots = origin == null ? null : origin.robots();
        if (origin == null || robots == null && !origin.hasNoRobots()) {
            return Verdict.unknown("robots.txt was not fetched");
        }
        Findings where = new Findings();
        int blocked = 0;
        int named = 0;
        int total = 0;
        for (Agent agent : Agents.ALL) {
            boolean trains =
                    agent.kind() == Agents.Kind.TRAINING || agent.kind() == Agents.Kind.ARCHIVE;
            if (trains) {
                total++;
                Decision decision =
                        robots == null ? null : robots.decide(agent.token(), page.url().target());
                boolean allowed = decision == null || decision.allowed();
                blocked += allowed ? 0 : 1;
                named += robots != null && robots.names(agent.token()) ? 1 : 0;
                RobotsTxt.Rule rule = decision == null ? null : decision.rule();
                where.add(
                        agent.token(),
                        rule == null ? 0 : rule.line(),
                        allowed ? "allowed" : "blocked");
            }
        }
        return new Verdict.Noted(
                blocked + " of " + total + " trainers and archives are blocked",
                named + " named",
                where);
    }
}
