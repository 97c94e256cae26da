package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.source.Spaces;
import java.util.ArrayList;
import java.util.List;

/// The description is what search results may show below the title.
final class DescriptionPresent implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.description",
                    Severity.MEDIUM,
                    Grade.A,
                    "The page has one description",
                    "Search engines often show the description below the title. Without it they pick a piece of the text.",
                    "Add one <meta name=\"description\"> that says in a sentence or two what the page offers.",
                    "https://developers.google.com/search/docs/appearance/snippet");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<Meta> all = new ArrayList<>(page.facts().head().named("description"));
        all.removeIf(meta -> !meta.name().equals("description"));
        List<Meta> filled = new ArrayList<>(all);
        filled.removeIf(meta -> !meta.inHead() || meta.value().isEmpty());
        if (filled.isEmpty()) {
            Findings where = new Findings();
            all.forEach(
                    meta -> where.add(meta.spot(), meta.inHead() ? "empty" : "not in the head"));
            return Verdict.fail(
                    all.isEmpty()
                            ? "The page has no description"
                            : "The description is empty or outside the head",
                    where);
        }
        String text = filled.getFirst().value();
        if (all.size() > 1) {
            Findings where = new Findings();
            all.forEach(meta -> where.add(meta.spot(), null));
            return Verdict.warn("The page has " + all.size() + " descriptions", text, where);
        }
        return Verdict.pass(
                RULE.title(),
                Spaces.shortened(text, 300),
                Findings.at(filled.getFirst().spot(), null));
    }
}
