package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.TextWidth;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import org.jspecify.annotations.Nullable;

/// Descriptions are cut near 160 characters; a handful of words says too little.
final class DescriptionLength implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.description-length",
                    Severity.LOW,
                    Grade.C,
                    "The description fits into a search result",
                    "Results show about 160 characters of a description. Google sets no limit.",
                    "Aim for 50 to 160 characters.",
                    "https://developers.google.com/search/docs/appearance/snippet");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Meta meta = described(page);
        if (meta == null) {
            return Verdict.notApplicable("there is no description to measure");
        }
        int length = TextWidth.characters(meta.value());
        String value = length + " characters";
        if (length < 50) {
            return Verdict.warn(
                    "The description is short: " + value, value, Findings.at(meta.spot(), value));
        }
        if (length > 160) {
            return Verdict.warn(
                    "The description is cut in results: " + value,
                    value,
                    Findings.at(meta.spot(), value));
        }
        return Verdict.pass(value);
    }

    private static @Nullable Meta described(Page page) {
        for (Meta meta : page.facts().head().named("description")) {
            if (!meta.value().isEmpty()) {
                return meta;
            }
        }
        return null;
    }
}
