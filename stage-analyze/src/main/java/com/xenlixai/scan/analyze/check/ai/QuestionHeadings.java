package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.PageType;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadingFact;
import java.util.List;

/// Questions as headings match what people ask.
final class QuestionHeadings implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.question-headings",
                    Severity.LOW,
                    Grade.C,
                    "Questions are written as questions",
                    "Headings in the words of the question match what people ask; whether that helps is contested.",
                    "Write the questions that the page answers as headings.",
                    "https://arxiv.org/abs/2311.09735");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (page.type() != PageType.FAQ) {
            return Verdict.notApplicable("only pages of questions and guides");
        }
        List<HeadingFact> questions =
                page.facts().headings().stream()
                        .filter(
                                heading ->
                                        heading.text().strip().endsWith("?")
                                                || heading.text().strip().endsWith("？"))
                        .toList();
        int all = questions.size() + page.facts().shape().summaries();
        return all > 0
                ? Verdict.pass(all + " questions")
                : Verdict.fail("The page answers questions but asks none", Findings.NONE);
    }
}
