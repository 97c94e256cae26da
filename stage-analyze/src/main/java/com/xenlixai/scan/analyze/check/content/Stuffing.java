package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One word over and over is read as spam.
final class Stuffing implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.stuffing",
                    Severity.LOW,
                    Grade.B,
                    "No word is repeated beyond measure",
                    "Repeating a word does not help a page rank, and search engines count it as spam.",
                    "Write for readers; use other words or leave the repetition out.",
                    "https://developers.google.com/search/docs/essentials/spam-policies");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<String> words = TopWords.of(page.facts().text().main());
        if (words.size() < 200) {
            return Verdict.notApplicable("fewer than 200 words");
        }
        Map.Entry<String, Integer> top = TopWords.top(words);
        if (top == null) {
            return Verdict.notApplicable("no word that carries meaning");
        }
        double share = (double) top.getValue() / words.size();
        String value = String.format(Locale.ROOT, "\"%s\" %.1f %%", top.getKey(), share * 100);
        if (share <= 0.05) {
            return Verdict.pass(value);
        }
        Findings where =
                Findings.of(top.getKey(), top.getValue() + " of " + words.size() + " words");
        return share <= 0.08
                ? Verdict.warn("One word is repeated often: " + value, value, where)
                : Verdict.fail("One word is repeated far too often: " + value, value, where);
    }
}
