package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import java.util.Locale;

/// llms.txt is optional; a broken one is not.
final class LlmsTxt implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.llms-txt",
                    Severity.LOW,
                    Grade.A,
                    "llms.txt is well-formed",
                    "The file is optional and neither helps nor harms in Google; where it exists it should be what it claims.",
                    "Serve Markdown with one H1, a summary and links, or answer 404.",
                    "https://llmstxt.org/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public boolean judgesEveryAnswer() {
        return true;
    }

    @Override
    public Verdict judge(Page page) {
        Origin origin = page.origin();
        Integer status = origin == null ? null : origin.facts().getLlmsStatus();
        if (origin == null || status == null) {
            return Verdict.unknown("llms.txt was not fetched");
        }
        if (status >= 400 && status <= 499) {
            return Verdict.notApplicable("there is no llms.txt, which is fine");
        }
        String body = origin.facts().getLlmsBody();
        if (status < 200 || status > 299 || body == null) {
            return Verdict.fail("llms.txt answers " + status, "status " + status, Findings.NONE);
        }
        String start = body.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype") || start.startsWith("<html")) {
            return Verdict.fail(
                    "llms.txt is an HTML page",
                    "HTML",
                    Findings.of(Spaces.collapsed(body, 120), null));
        }
        boolean heading =
                body.lines()
                        .anyMatch(
                                line -> line.strip().startsWith("# ") && line.strip().length() > 2);
        boolean link = body.contains("](");
        boolean long50 = body.strip().length() >= 50;
        if (heading && link && long50) {
            return Verdict.pass(body.strip().length() + " characters");
        }
        return Verdict.warn(
                "llms.txt lacks " + (heading ? link ? "text" : "links" : "a heading"),
                body.strip().length() + " characters",
                Findings.of(Spaces.collapsed(body, 120), null));
    }
}
