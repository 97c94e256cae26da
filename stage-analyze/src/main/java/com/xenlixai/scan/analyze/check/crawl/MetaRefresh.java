package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.source.Spaces;

/// A refresh in the page takes readers away or reloads while they read.
final class MetaRefresh implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.meta-refresh",
                    Severity.MEDIUM,
                    Grade.A,
                    "No meta refresh moves readers away",
                    "A timed refresh interrupts readers, above all those with assistive technology; as a redirect it is the weakest kind.",
                    "Redirect on the server with 301, or let readers follow a link.",
                    "https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps");

    /// What WCAG 2.2.1 lets pass is longer than twenty hours.
    private static final double TWENTY_HOURS = 72_000;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        for (Meta meta : page.facts().head().metas()) {
            if (!meta.httpEquiv().equals("refresh") || meta.inNoscript()) {
                continue;
            }
            Refresh refresh = Refresh.parse(meta.value());
            if (refresh == null) {
                continue;
            }
            String target = refresh.url().isEmpty() ? "itself" : refresh.url();
            String value = refresh.seconds() + " s to " + Spaces.shortened(target, 200);
            Findings where = Findings.at(meta.spot(), value);
            if (refresh.seconds() == 0) {
                return Verdict.warn("The page redirects by meta refresh", value, where);
            }
            if (refresh.seconds() <= TWENTY_HOURS) {
                return Verdict.fail(
                        "The page refreshes itself after " + refresh.seconds() + " s",
                        value,
                        where);
            }
        }
        return Verdict.pass("none");
    }
}
