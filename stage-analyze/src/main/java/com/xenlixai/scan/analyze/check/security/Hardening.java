package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import java.util.Locale;

/// Two headers that cost nothing.
final class Hardening implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.hardening",
                    Severity.LOW,
                    Grade.A,
                    "Sniffing and referrers are limited",
                    "nosniff keeps browsers from guessing types, and a referrer policy keeps addresses private.",
                    "Send X-Content-Type-Options: nosniff and Referrer-Policy: strict-origin-when-cross-origin.",
                    "https://fetch.spec.whatwg.org/#x-content-type-options-header");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings missing = new Findings();
        String sniff = page.answer().first("X-Content-Type-Options");
        if (sniff == null || !sniff.strip().equalsIgnoreCase("nosniff")) {
            missing.add("X-Content-Type-Options", sniff == null ? "missing" : "not nosniff");
        }
        String referrer = page.answer().first("Referrer-Policy");
        String inPage = page.facts().head().first("referrer");
        String policy = referrer == null ? inPage : referrer;
        if (policy.isBlank() || policy.toLowerCase(Locale.ROOT).contains("unsafe-url")) {
            missing.add("Referrer-Policy", policy.isBlank() ? "missing" : policy);
        }
        return missing.isEmpty()
                ? Verdict.pass("2 of 2")
                : Verdict.scored(
                        (2 - missing.total()) / 2.0,
                        missing.total() + " of 2 hardening headers are missing",
                        2 - missing.total() + " of 2",
                        missing);
    }
}
