package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.robots.Agents;
import com.xenlixai.scan.analyze.robots.Agents.Agent;
import com.xenlixai.scan.analyze.robots.RobotsTxt;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Decision;
import java.util.List;

/// The share of a kind of agents that robots.txt lets fetch the page.
final class AgentAccessRatio {

    private AgentAccessRatio() {}

    static Verdict of(Page page, Agents.Kind kind, String says) {
        Origin origin = page.origin();
        if (origin == null) {
            return Verdict.unknown("robots.txt was not fetched");
        }
        RobotsTxt robots = origin.robots();
        if (robots == null) {
            if (origin.hasNoRobots()) {
                return Verdict.pass("no robots.txt");
            }
            return origin.robotsUnreachable()
                    ? Verdict.fail(
                            "robots.txt cannot be had, so well-behaved agents stay away",
                            Findings.NONE)
                    : Verdict.unknown("robots.txt was not fetched");
        }
        List<Agent> agents = Agents.scored(kind);
        Findings blocked = new Findings();
        for (Agent agent : agents) {
            Decision decision = robots.decide(agent.token(), page.url().target());
            RobotsTxt.Rule rule = decision.rule();
            if (!decision.allowed() && rule != null) {
                String note = agent.token() + " by the group of " + decision.group();
                blocked.add(
                        rule.written(),
                        rule.line(),
                        agent.note().isEmpty() ? note : note + " (" + agent.note() + ")");
            }
        }
        return Verdict.ratio(agents.size(), blocked, "", says);
    }
}
