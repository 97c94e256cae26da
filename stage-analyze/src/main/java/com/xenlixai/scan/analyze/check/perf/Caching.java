package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Answer;
import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.MediaFacts.Form;
import java.util.Locale;

/// A page that can be revalidated need not be sent again.
final class Caching implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.caching",
                    Severity.LOW,
                    Grade.A,
                    "The page can be cached or revalidated",
                    "With ETag, Last-Modified or Cache-Control, browsers and crawlers need not load an unchanged page again.",
                    "Send ETag or Last-Modified, and no no-store on public pages.",
                    "https://www.rfc-editor.org/rfc/rfc9111");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Answer answer = page.answer();
        String control = answer.first("Cache-Control");
        boolean validator = answer.first("ETag") != null || answer.first("Last-Modified") != null;
        if (control == null && !validator) {
            return Verdict.fail(
                    "The page can neither be cached nor revalidated", "no headers", Findings.NONE);
        }
        String value = control == null ? "validator only" : control;
        boolean login = page.facts().media().forms().stream().anyMatch(Form::hasPassword);
        if (control != null && control.toLowerCase(Locale.ROOT).contains("no-store") && !login) {
            return Verdict.warn(
                    "The page must not be stored by anyone",
                    value,
                    Findings.of("Cache-Control: " + control, null));
        }
        return Verdict.pass(value);
    }
}
