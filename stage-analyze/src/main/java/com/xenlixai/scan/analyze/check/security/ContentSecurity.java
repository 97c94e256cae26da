package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A content security policy stops injected scripts.
final class ContentSecurity implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.csp",
                    Severity.MEDIUM,
                    Grade.A,
                    "A content security policy limits scripts",
                    "A policy without unsafe-inline stops most injected scripts from running.",
                    "Send a Content-Security-Policy with script-src based on nonces or hashes, object-src 'none' and base-uri.",
                    "https://www.w3.org/TR/CSP3/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<String> headers = page.answer().all("Content-Security-Policy");
        if (headers.isEmpty()) {
            boolean reportOnly = page.answer().first("Content-Security-Policy-Report-Only") != null;
            Meta meta = inMeta(page.facts().head());
            String says =
                    reportOnly
                            ? "The policy only reports"
                            : meta != null
                                    ? "The policy stands in a meta only"
                                    : "There is no content security policy";
            return Verdict.fail(
                    says,
                    meta == null
                            ? Findings.NONE
                            : Findings.at(meta.spot(), "a header is needed for all directives"));
        }
        boolean scripts = false;
        boolean plugins = false;
        Findings where = new Findings();
        for (String header : headers) {
            for (String policy : header.split(",")) {
                CspPolicy parsed = CspPolicy.parse(policy);
                scripts |= parsed.limitsScripts();
                plugins |= parsed.limitsPluginsOrBase();
            }
            where.add("Content-Security-Policy: " + header, null);
        }
        if (scripts && plugins) {
            return Verdict.pass("scripts limited");
        }
        return Verdict.warn(
                scripts
                        ? "The policy leaves object-src and base-uri open"
                        : "The policy lets inline scripts run",
                scripts ? "object-src" : "unsafe-inline",
                where);
    }

    private static @Nullable Meta inMeta(HeadFacts head) {
        for (Meta meta : head.metas()) {
            if (meta.httpEquiv().equals("content-security-policy")) {
                return meta;
            }
        }
        return null;
    }
}
