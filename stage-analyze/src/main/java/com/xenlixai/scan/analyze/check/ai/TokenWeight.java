package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rounded;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// What models pay for is the markup as well.
final class TokenWeight implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.token-weight",
                    Severity.LOW,
                    Grade.C,
                    "Text is a fair share of the HTML",
                    "Engines read a limited amount of each page; markup and inline scripts use it up.",
                    "Move inline scripts, styles and images into files.",
                    "https://developers.google.com/search/docs/crawling-indexing/javascript/javascript-seo-basics");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        int html = page.facts().source().text().length();
        if (html == 0) {
            return Verdict.notApplicable("the page is empty");
        }
        double ratio = (double) page.facts().text().visible().length() / html;
        long tokens = Math.round(page.facts().shape().htmlBytes() / 3.6);
        String value = Rounded.to(1, ratio * 100) + " % text, about " + tokens + " tokens";
        if (ratio >= 0.15) {
            return Verdict.pass(value);
        }
        return ratio >= 0.05
                ? Verdict.scored(0.6, "Little of the HTML is text: " + value, value, Findings.NONE)
                : Verdict.scored(
                        0.2, "Hardly any of the HTML is text: " + value, value, Findings.NONE);
    }
}
