package com.xenlixai.scan.analyze.check.i18n;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.LangTags;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spot;

/// The language decides about pronunciation, hyphenation and translation.
final class LangDeclared implements Check {

    private static final Rule RULE =
            new Rule(
                    "i18n.lang",
                    Severity.MEDIUM,
                    Grade.A,
                    "The page states its language",
                    "Screen readers pronounce, and browsers translate and hyphenate, by the lang attribute.",
                    "Write the language into the html element, as in <html lang=\"en\">.",
                    "https://dequeuniversity.com/rules/axe/4.10/html-has-lang");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        String lang = page.facts().lang();
        Spot html = page.facts().htmlSpot();
        Findings where = html == null ? new Findings() : Findings.at(html, null);
        if (lang == null || lang.isBlank()) {
            return Verdict.fail("The page does not state its language", where);
        }
        String problem = LangTags.problem(lang.strip());
        if (!problem.isEmpty()) {
            return Verdict.scored(0.3, "The stated language is invalid: " + problem, lang, where);
        }
        String xml = page.facts().xmlLang();
        if (xml != null && !LangTags.primary(xml).equals(LangTags.primary(lang))) {
            return Verdict.scored(0.3, "lang and xml:lang disagree", lang + " and " + xml, where);
        }
        return Verdict.pass(lang);
    }
}
