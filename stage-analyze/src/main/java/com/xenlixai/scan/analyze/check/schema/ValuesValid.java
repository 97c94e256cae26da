package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;
import com.xenlixai.scan.analyze.structured.Thing.Plain;
import com.xenlixai.scan.analyze.structured.Thing.Value;
import java.util.List;
import java.util.Map;

/// Values in the wrong form are ignored.
final class ValuesValid implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.values",
                    Severity.MEDIUM,
                    Grade.A,
                    "The values have the right form",
                    "Relative URLs, dates by local custom and prices with currency signs cannot be read by machines.",
                    "Write absolute URLs, ISO 8601 dates and durations, plain numbers and ISO 4217 currencies.",
                    "https://developers.google.com/search/docs/appearance/structured-data/sd-policies");

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
            for (Map.Entry<String, List<Value>> property : thing.properties().entrySet()) {
                for (Value value : property.getValue()) {
                    if (!(value instanceof Plain plain)) {
                        continue;
                    }
                    String expected =
                            ValueForms.problem(thing, property.getKey(), plain.text(), page.url());
                    if (expected == null) {
                        continue;
                    }
                    total++;
                    if (!expected.isEmpty()) {
                        String path =
                                thing.path().isEmpty()
                                        ? property.getKey()
                                        : thing.path() + "." + property.getKey();
                        bad.add(
                                plain.spot(),
                                Spaces.shortened(plain.text(), 120),
                                path + ": " + expected);
                    }
                }
            }
        }
        return Verdict.ratio(
                total, bad, "no values whose form can be judged", "values have the wrong form");
    }
}
