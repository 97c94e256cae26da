package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.Characters;
import com.xenlixai.scan.analyze.facts.OutlineFact;
import com.xenlixai.scan.analyze.facts.Words;
import java.util.List;

/// Sections that begin with a short answer are easy to quote.
final class AnswerFirst implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.answer-first",
                    Severity.LOW,
                    Grade.C,
                    "Sections begin with an answer",
                    "A short paragraph right after the heading is easy to quote; whether that helps is contested.",
                    "Begin sections with a paragraph of 15 to 80 words, or a list or table.",
                    "https://arxiv.org/abs/2311.09735");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<OutlineFact> nodes = page.facts().outline();
        Findings bad = new Findings();
        Characters characters = new Characters();
        int total = 0;
        for (int i = 0; i < nodes.size() - 1; i++) {
            OutlineFact heading = nodes.get(i);
            boolean section =
                    (heading.tag().equals("h2") || heading.tag().equals("h3"))
                            && !heading.hidden()
                            && !heading.text().isBlank();
            if (!section) {
                continue;
            }
            OutlineFact next = nodes.get(i + 1);
            for (int j = i + 1;
                    j < nodes.size() && next.text().isEmpty() && !isListOrTable(next);
                    j++) {
                next = nodes.get(j);
            }
            total++;
            if (isListOrTable(next) || next.tag().equals("li")) {
                continue;
            }
            char[] text = characters.of(next.text());
            int words = Words.count(text, 0, next.text().length());
            if (!next.tag().equals("p") || words < 15 || words > 80) {
                bad.add(heading.spot(), "followed by " + words + " words in " + next.tag());
            }
        }
        return Verdict.ratio(
                total, bad, "the page has no sections", "sections do not begin with an answer");
    }

    private static boolean isListOrTable(OutlineFact node) {
        return switch (node.tag()) {
            case "ul", "ol", "dl", "table" -> true;
            default -> false;
        };
    }
}
