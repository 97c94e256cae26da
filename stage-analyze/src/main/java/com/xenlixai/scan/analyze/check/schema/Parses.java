package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.structured.StructuredData.Block;
import java.util.List;

/// A block with a syntax error is lost as a whole.
final class Parses implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.parse",
                    Severity.HIGH,
                    Grade.A,
                    "All JSON-LD blocks parse",
                    "Search engines drop a JSON-LD block with a syntax error as a whole.",
                    "Correct the error at the place shown; a JSON validator shows the same.",
                    "https://www.w3.org/TR/json-ld11/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<Block> blocks = page.facts().structured().blocks();
        if (blocks.isEmpty()) {
            return Verdict.notApplicable("the page has no JSON-LD");
        }
        Findings where = new Findings();
        double points = 0;
        int broken = 0;
        for (Block block : blocks) {
            if (!block.error().isEmpty()) {
                broken++;
                where.add(
                        block.errorSpot(),
                        block.around().isEmpty() ? "(empty)" : block.around(),
                        "block " + block.number() + ": " + block.error());
            } else if (!block.repeated().isEmpty()) {
                points += 0.5;
                where.add(
                        block.spot(),
                        "block "
                                + block.number()
                                + ": \""
                                + block.repeated().getFirst()
                                + "\" occurs twice in one object");
            } else {
                points++;
            }
        }
        String value = blocks.size() - broken + " of " + blocks.size() + " blocks parse";
        if (where.isEmpty()) {
            return Verdict.pass(value);
        }
        String says =
                broken > 0
                        ? broken + " of " + blocks.size() + " JSON-LD blocks do not parse"
                        : "A JSON-LD block repeats a name";
        return Verdict.scored(points / blocks.size(), says, value, where);
    }
}
