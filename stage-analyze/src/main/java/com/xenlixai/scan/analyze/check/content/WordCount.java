package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.PageType;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.TextFacts;
import java.util.Set;

/// A page with hardly any words gives little to index; no target count exists.
final class WordCount implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.words",
                    Severity.LOW,
                    Grade.C,
                    "The page has text of its own",
                    "Pages with hardly any text give readers and search engines little to go by. Google has no target word count.",
                    "Say what readers came for; do not pad.",
                    "https://developers.google.com/search/docs/fundamentals/creating-helpful-content");

    private static final Set<PageType> SHORT_BY_NATURE =
            Set.of(PageType.HOME, PageType.LISTING, PageType.CONTACT, PageType.MEDIA);

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (SHORT_BY_NATURE.contains(page.type())) {
            return Verdict.notApplicable(
                    "pages of this type (" + page.type().label() + ") need no text");
        }
        TextFacts text = page.facts().text();
        int words = text.mainWords();
        String value = words + " words in the main text (from " + text.mainFrom() + ")";
        if (words >= 150) {
            return Verdict.pass(value);
        }
        return words >= 50
                ? Verdict.warn("The main text is short: " + words + " words", value, Findings.NONE)
                : Verdict.fail(
                        "The page has hardly any text: " + words + " words", value, Findings.NONE);
    }
}
