package com.xenlixai.scan.analyze.check.i18n;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.LangTags;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rounded;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// A text in another language than stated is mispronounced and mistranslated.
final class LangContent implements Check {

    private static final Rule RULE =
            new Rule(
                    "i18n.lang-content",
                    Severity.LOW,
                    Grade.B,
                    "The text is in the stated language",
                    "Screen readers and translators trust the lang attribute, even where it is wrong.",
                    "Correct the lang attribute, or translate the text.",
                    "https://developers.google.com/search/docs/specialty/international/managing-multi-regional-sites");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        String lang = page.facts().lang();
        String main = page.facts().text().main();
        if (lang == null || lang.isBlank() || main.length() < 200) {
            return Verdict.notApplicable("no stated language or fewer than 200 characters of text");
        }
        LanguageGuess guess = LanguageGuess.of(main);
        if (guess == null || guess.confidence() < 0.8) {
            return Verdict.notApplicable("the language of the text is not certain");
        }
        String stated = LangTags.primary(lang);
        String value = guess.language() + " (" + Rounded.to(2, guess.confidence()) + ")";
        return guess.covers(stated)
                ? Verdict.pass(value)
                : Verdict.fail(
                        "The page says \"" + stated + "\" but its text is " + guess.language(),
                        value,
                        Findings.NONE);
    }
}
