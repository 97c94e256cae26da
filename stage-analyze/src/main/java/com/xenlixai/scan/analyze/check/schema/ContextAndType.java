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
import com.xenlixai.scan.analyze.structured.StructuredData.Block;
import com.xenlixai.scan.analyze.structured.Thing;
import com.xenlixai.scan.analyze.structured.Vocabulary;

/// Types outside the vocabulary mean nothing to search engines.
final class ContextAndType implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.context-type",
                    Severity.MEDIUM,
                    Grade.A,
                    "Context and types are those of schema.org",
                    "Search engines understand only types of schema.org; a misspelt type is ignored.",
                    "Use \"@context\": \"https://schema.org\" and types of its vocabulary.",
                    "https://schema.org/docs/full.html");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        StructuredData data = page.facts().structured();
        Findings bad = new Findings();
        int total = 0;
        for (Block block : data.blocks()) {
            if (block.error().isEmpty()) {
                total++;
                if (!block.vocabulary()) {
                    bad.add(
                            block.spot(),
                            "block " + block.number() + ": the context is not schema.org");
                }
            }
        }
        for (Thing thing : data.things()) {
            for (String type : thing.types()) {
                if (type.contains(":") || type.contains("/")) {
                    continue;
                }
                total++;
                if (!Vocabulary.isType(type)) {
                    String meant =
                            Vocabulary.meant(type)
                                    .map(name -> "; did you mean " + name + "?")
                                    .orElse("");
                    bad.add(
                            thing.spot(),
                            path(thing)
                                    + "there is no type \""
                                    + Spaces.shortened(type, 60)
                                    + "\""
                                    + meant);
                }
            }
        }
        return Verdict.ratio(
                total,
                bad,
                "the page has no structured data",
                "contexts or types are not of schema.org");
    }

    private static String path(Thing thing) {
        return thing.path().isEmpty() ? "" : thing.path() + ": ";
    }
}
