package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.Locale;

/// Most answer engines read the HTML as it is sent and run no scripts.
final class WithoutScripts implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.no-js-content",
                    Severity.HIGH,
                    Grade.A,
                    "The text is in the HTML itself",
                    "Most AI crawlers run no scripts; what only a script writes does not exist for them.",
                    "Render the content on the server, or at build time.",
                    "https://developers.google.com/search/docs/crawling-indexing/javascript/javascript-seo-basics");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        PageFacts facts = page.facts();
        int words = facts.text().mainWords();
        double ratio =
                facts.source().text().isEmpty()
                        ? 0
                        : (double) facts.text().visible().length() / facts.source().text().length();
        String value = words + " words, " + Math.round(ratio * 100) + " % of the HTML";
        if (words >= 150 || ratio >= 0.2 && words > 0) {
            return Verdict.pass(value);
        }
        boolean modules =
                facts.media().scripts().stream()
                        .anyMatch(script -> script.isModule() && script.url() != null);
        boolean bundles =
                facts.media().scripts().stream()
                        .anyMatch(script -> script.isCode() && script.url() != null);
        String noscript = facts.text().noscript().toLowerCase(Locale.ROOT);
        boolean asks = noscript.contains("javascript");
        Spot shell = facts.shape().shellRoot();
        if (words < 50 && bundles && (shell != null || modules || asks)) {
            Findings where =
                    shell == null ? new Findings() : Findings.at(shell, "filled by a script");
            facts.media().scripts().stream()
                    .filter(script -> script.isCode() && script.url() != null)
                    .limit(3)
                    .forEach(script -> where.add(script.spot(), "script"));
            return Verdict.fail("Without scripts the page is empty", value, where);
        }
        return Verdict.warn("There is little text in the HTML", value, Findings.NONE);
    }
}
