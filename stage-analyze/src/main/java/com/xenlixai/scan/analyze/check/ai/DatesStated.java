package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.PageDates;
import com.xenlixai.scan.analyze.check.PageType;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// Engines prefer what they can date.
final class DatesStated implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.dates",
                    Severity.MEDIUM,
                    Grade.A,
                    "The article is dated for machines",
                    "Engines prefer recent answers, and cannot date a text whose date only people can read.",
                    "State datePublished and dateModified in structured data, with zone.",
                    "https://developers.google.com/search/docs/appearance/publication-dates");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (page.type() != PageType.ARTICLE) {
            return Verdict.notApplicable("only articles need dates");
        }
        PageDates dates = page.dates();
        if (dates.published().isEmpty() && dates.modified().isEmpty()) {
            return Verdict.fail("The article has no date that machines can read", Findings.NONE);
        }
        if (dates.published().isEmpty() || dates.modified().isEmpty()) {
            return Verdict.scored(
                    0.6,
                    dates.published().isEmpty()
                            ? "The article does not say when it was published"
                            : "The article does not say when it was changed",
                    dates.summary(),
                    Findings.NONE);
        }
        return Verdict.pass(dates.summary());
    }
}
