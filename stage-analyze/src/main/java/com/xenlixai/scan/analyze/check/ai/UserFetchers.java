package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.robots.Agents;

/// When a user pastes a link, the assistant fetches it by this agent.
final class UserFetchers implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.user-fetchers",
                    Severity.MEDIUM,
                    Grade.A,
                    "Assistants may open the page for their users",
                    "An assistant that robots.txt keeps out cannot open a link that its user gives it.",
                    "Allow the agents shown.",
                    "https://docs.perplexity.ai/guides/bots");

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
        return AgentAccessRatio.of(page, Agents.Kind.USER, "assistants may not open the page");
    }
}
