package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// Without TLS anybody on the way can read and change the page.
final class Https implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.https",
                    Severity.HIGH,
                    Grade.A,
                    "The page is served over https",
                    "Without https, anyone on the way can read and change the page, and browsers mark it as not secure.",
                    "Serve the page over https with a valid certificate, and redirect http to it.",
                    "https://developer.chrome.com/docs/lighthouse/pwa/is-on-https");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        String problem = page.answer().tlsProblem();
        if (!page.url().isHttps()) {
            return Verdict.fail(
                    "The page is served over plain http",
                    page.url().scheme(),
                    Findings.of(page.url().toString(), null));
        }
        if (problem != null) {
            return Verdict.fail("The certificate is not valid: " + problem, problem, Findings.NONE);
        }
        return Verdict.pass(page.answer().tlsProtocol());
    }
}
