package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.TextWidth;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Title;
import java.util.List;

/// Result pages cut titles near 580 pixels; very short ones waste the place.
final class TitleLength implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.title-length",
                    Severity.LOW,
                    Grade.C,
                    "The title fits into a search result",
                    "Results show about 580 pixels of a title. Google sets no limit, and a longer title does no harm beyond being cut.",
                    "Aim for 15 to 60 characters and put the words that matter first.",
                    "https://developers.google.com/search/docs/appearance/title-link");

    private static final int SHORTEST = 15;
    private static final int LONGEST = 60;
    private static final int WIDEST = 580;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<Title> titles = page.facts().head().titles();
        String text = page.facts().head().title();
        if (text.isEmpty()) {
            return Verdict.notApplicable("there is no title to measure");
        }
        int length = TextWidth.characters(text);
        int pixels = TextWidth.pixels(text);
        String value = length + " characters, about " + pixels + " px";
        Findings where = Findings.at(titles.getFirst().spot(), value);
        if (length < SHORTEST) {
            return Verdict.warn("The title is short: " + length + " characters", value, where);
        }
        if (length > LONGEST || pixels > WIDEST) {
            String shown = "The title is cut in results: " + TextWidth.cut(text, WIDEST);
            return Verdict.warn(shown, value, where);
        }
        return Verdict.pass(value);
    }
}
