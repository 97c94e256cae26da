package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;
import java.util.Map;

/// Some types are valid vocabulary that Google no longer shows.
final class RetiredTypes implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.retired",
                    Severity.INFO,
                    Grade.A,
                    "No type without a rich result",
                    "Google has retired the rich results of these types; the markup is valid and does no harm.",
                    "Nothing has to be done; keep the markup for other readers or remove it.",
                    "https://developers.google.com/search/blog/2023/08/howto-faq-changes");

    private static final Map<String, String> RETIRED =
            Map.of(
                    "FAQPage", "2026-05-07",
                    "HowTo", "2023-09",
                    "ClaimReview", "2025",
                    "EstimatedSalary", "2025",
                    "LearningVideo", "2025",
                    "CourseInfo", "2025",
                    "SpecialAnnouncement", "2025",
                    "VehicleListing", "2025");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        StructuredData data = page.facts().structured();
        if (data.isEmpty()) {
            return Verdict.notApplicable("the page has no structured data");
        }
        Findings where = new Findings();
        for (Thing thing : data.things()) {
            for (String type : thing.types()) {
                String since = RETIRED.get(type);
                if (since != null) {
                    where.add(thing.spot(), type + ": no rich result since " + since);
                }
            }
        }
        return where.isEmpty()
                ? new Verdict.Noted("No type on the page is without a rich result", "none", where)
                : new Verdict.Noted(
                        "Valid vocabulary for which Google shows no rich result any more",
                        where.total() + " uses",
                        where);
    }
}
