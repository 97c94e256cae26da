package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.robots.Agents;
import com.xenlixai.scan.analyze.robots.Agents.Agent;
import com.xenlixai.scan.analyze.robots.Agents.Kind;
import com.xenlixai.scan.analyze.robots.RobotsTxt;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Decision;
import com.xenlixai.scan.contract.event.AgentAccess;
import java.util.ArrayList;
import java.util.List;

/// What robots.txt lets each known agent do with the page.
final class AgentTable {

    private AgentTable() {}

    /// Empty when nothing is known of robots.txt.
    static List<AgentAccess> of(Page page) {
        Origin origin = page.origin();
        if (origin == null) {
            return List.of();
        }
        RobotsTxt robots = origin.robots();
        if (robots == null && !origin.hasNoRobots() && !origin.robotsUnreachable()) {
            return List.of();
        }
        List<AgentAccess> table = new ArrayList<>();
        for (Agent agent : Agents.ALL) {
            boolean shown =
                    agent.kind() != Kind.DEPRECATED
                            || robots != null && robots.names(agent.token());
            if (shown) {
                Decision decision =
                        robots == null
                                ? new Decision(!origin.robotsUnreachable(), null, null)
                                : robots.decide(agent.token(), page.url().target());
                table.add(access(agent, decision));
            }
        }
        return table;
    }

    private static AgentAccess access(Agent agent, Decision decision) {
        RobotsTxt.Rule rule = decision.rule();
        return new AgentAccess(
                agent.token(),
                agent.kind().label(),
                decision.allowed(),
                decision.group(),
                rule == null ? null : rule.written(),
                rule == null ? 0 : rule.line(),
                agent.note().isEmpty() ? null : agent.note());
    }
}
