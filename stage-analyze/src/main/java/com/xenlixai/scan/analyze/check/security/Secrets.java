package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// Keys in the source are keys in everybody's hands.
final class Secrets implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.secrets",
                    Severity.HIGH,
                    Grade.B,
                    "No secret keys are in the source",
                    "Whoever reads the page's source can use the key.",
                    "Revoke the key at once, and keep its successor on the server.",
                    "https://owasp.org/www-project-top-ten/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings where = new Findings();
        for (SecretScan.Hit hit : SecretScan.find(page.facts().source().text())) {
            where.add(hit.masked(), page.facts().source().line(hit.offset()), hit.kind());
        }
        if (!where.isEmpty()) {
            return Verdict.fail(
                    "A secret key is in the source of the page", where.total() + " found", where);
        }
        return Verdict.pass("none");
    }
}
