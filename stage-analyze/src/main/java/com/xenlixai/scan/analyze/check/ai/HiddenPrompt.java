package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.TextFacts.Kind;

/// Instructions to models in places that readers do not see are an attack or look like one.
final class HiddenPrompt implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.hidden-prompt",
                    Severity.MEDIUM,
                    Grade.B,
                    "No hidden instructions to models",
                    "Text that tells models what to say, hidden from readers, is treated as an attack and costs trust.",
                    "Remove the text shown; if you did not put it there, somebody else did.",
                    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = Findings.of(page.facts().text().suspects(), Kind.HIDDEN_PROMPT);
        return where.isEmpty()
                ? Verdict.pass("none")
                : Verdict.fail(
                        "The page hides instructions to language models",
                        where.total() + " places",
                        where);
    }
}
