package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.PageDates;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// Dates that contradict each other make every one of them doubtful.
final class DatesAgree implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.dates-agree",
                    Severity.MEDIUM,
                    Grade.A,
                    "The dates on the page agree",
                    "When visible date, structured data and metas differ, search engines may show the wrong one or none.",
                    "Use one published and one modified date everywhere, neither in the future.",
                    "https://developers.google.com/search/docs/appearance/publication-dates");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        PageDates dates = page.dates();
        if (dates.published().isEmpty() && dates.modified().isEmpty()) {
            return Verdict.notApplicable("the page states no date");
        }
        Findings where = dates.conflicts(page.now());
        return where.isEmpty()
                ? Verdict.pass(dates.summary())
                : Verdict.fail(
                        "The dates on the page contradict each other", dates.summary(), where);
    }
}
