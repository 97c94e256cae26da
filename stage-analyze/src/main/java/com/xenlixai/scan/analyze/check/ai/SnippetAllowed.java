package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.RobotsStatement;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.TextFacts;

/// Answers quote only what may be shown as a snippet.
final class SnippetAllowed implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.snippet",
                    Severity.HIGH,
                    Grade.A,
                    "The text may be quoted",
                    "AI Overviews and other answers use only pages whose text may be shown as a snippet.",
                    "Remove nosnippet and max-snippet:0, and use data-nosnippet for small parts only.",
                    "https://developers.google.com/search/docs/appearance/ai-features");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = new Findings();
        for (RobotsStatement statement : page.robots()) {
            String directive = statement.counts() ? statement.directives().noSnippet() : null;
            if (directive != null) {
                statement.addTo(where, directive);
            }
        }
        if (!where.isEmpty()) {
            return Verdict.fail("The page forbids snippets of its text", where);
        }
        TextFacts text = page.facts().text();
        double kept = text.mainWords() == 0 ? 0 : (double) text.noSnippetWords() / text.mainWords();
        if (kept >= 0.5) {
            String share = Math.round(kept * 100) + " % of the main text";
            return Verdict.fail(
                    "data-nosnippet keeps " + share + " from being quoted", share, where);
        }
        return Verdict.pass(kept > 0 ? Math.round(kept * 100) + " % kept back" : "all of it");
    }
}
