package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.MediaFacts.Script;

/// Scripts and style sheets in the head hold up the first paint.
final class RenderBlocking implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.render-blocking",
                    Severity.MEDIUM,
                    Grade.B,
                    "Little holds up the first paint",
                    "Browsers show nothing until blocking scripts and style sheets of the head have arrived.",
                    "Add defer or async to scripts, and load style sheets that are not needed at once later.",
                    "https://developer.chrome.com/docs/performance/insights/render-blocking");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = new Findings();
        int scripts = 0;
        for (Script script : page.facts().media().scripts()) {
            boolean blocks =
                    script.inHead()
                            && script.url() != null
                            && script.isCode()
                            && !script.isModule()
                            && !script.async()
                            && !script.defer();
            if (blocks) {
                scripts++;
                where.add(script.spot(), "script");
            }
        }
        int styles = 0;
        for (LinkTag link : page.facts().head().linked("stylesheet")) {
            boolean screen =
                    link.media().isEmpty()
                            || link.media().contains("all")
                            || link.media().contains("screen")
                            || link.media().startsWith("(");
            if (link.inHead() && screen && !link.disabled() && !link.is("alternate")) {
                styles++;
                where.add(link.spot(), "style sheet");
            }
        }
        double score = Math.max(0, 1 - 0.1 * scripts - 0.05 * styles);
        String value = scripts + " scripts, " + styles + " style sheets";
        return score >= 0.9
                ? Verdict.pass(RULE.title(), value, where)
                : Verdict.scored(score, "The first paint waits for " + value, value, where);
    }
}
