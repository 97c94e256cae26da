package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.robots.Agents;

/// An engine that may not fetch the page cannot cite it.
final class SearchBots implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.search-bots",
                    Severity.HIGH,
                    Grade.A,
                    "Answer engines may fetch the page",
                    "A search bot that robots.txt keeps out cannot show or cite the page in its answers.",
                    "Allow the agents shown, or accept that their products do not know the page.",
                    "https://developers.openai.com/docs/bots");

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
        return AgentAccessRatio.of(
                page, Agents.Kind.SEARCH, "answer engines may not fetch the page");
    }
}
