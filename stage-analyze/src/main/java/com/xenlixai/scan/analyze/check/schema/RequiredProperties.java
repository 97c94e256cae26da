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

/// Google shows a rich result only when its required properties are there.
final class RequiredProperties implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.required",
                    Severity.MEDIUM,
                    Grade.A,
                    "All required properties are there",
                    "Google shows a rich result only when the properties that it requires are present.",
                    "Add the missing properties; references by @id count.",
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
            for (RichResults.Need need : RichResults.required(thing)) {
                total++;
                if (!need.isMet(data, thing)) {
                    bad.add(
                            thing.spot(),
                            thing.type()
                                    + " needs "
                                    + need.name()
                                    + (thing.path().isEmpty() ? "" : " (at " + thing.path() + ")"));
                }
            }
        }
        return Verdict.ratio(
                total,
                bad,
                "nothing on the page has required properties",
                "required properties are missing");
    }
}
