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

/// Recommended properties make rich results richer.
final class RecommendedProperties implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.recommended",
                    Severity.LOW,
                    Grade.A,
                    "The recommended properties are there",
                    "Rich results show more with the properties that Google recommends.",
                    "Add those of the missing properties that you have.",
                    "https://developers.google.com/search/docs/appearance/structured-data/search-gallery");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        StructuredData data = page.facts().structured();
        Findings bad = new Findings();
        int total = 0;
        for (Thing thing : data.things()) {
            for (RichResults.Need need : RichResults.recommended(thing)) {
                total++;
                if (!need.isMet(data, thing)) {
                    bad.add(thing.spot(), thing.type() + " could have " + need.name());
                }
            }
        }
        return Verdict.ratio(
                total,
                bad,
                "nothing on the page has recommended properties",
                "recommended properties are missing");
    }
}
