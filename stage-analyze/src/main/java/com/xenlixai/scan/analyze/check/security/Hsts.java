package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// HSTS keeps browsers on https after the first visit.
final class Hsts implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.hsts",
                    Severity.MEDIUM,
                    Grade.A,
                    "Browsers are told to stay on https",
                    "Without Strict-Transport-Security, the first request of each visit can be diverted to http.",
                    "Send Strict-Transport-Security: max-age=31536000; includeSubDomains.",
                    "https://www.rfc-editor.org/rfc/rfc6797");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (!page.url().isHttps()) {
            return Verdict.notApplicable("the header counts over https only");
        }
        String header = page.answer().first("Strict-Transport-Security");
        if (header == null) {
            return Verdict.fail("No Strict-Transport-Security is sent", Findings.NONE);
        }
        long age = maxAge(header);
        Findings where = Findings.of("Strict-Transport-Security: " + header, null);
        if (age <= 0) {
            return Verdict.fail("Strict-Transport-Security has no valid max-age", header, where);
        }
        if (age >= 31_536_000) {
            return Verdict.pass(header);
        }
        String days = age / 86_400 + " days";
        return Verdict.scored(
                age >= 15_552_000 ? 0.7 : 0.4,
                "Strict-Transport-Security lasts only " + days,
                header,
                where);
    }

    private static long maxAge(String header) {
        for (String part : header.split(";")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("max-age")) {
                String digits = pair[1].strip().replace("\"", "");
                boolean number =
                        !digits.isEmpty()
                                && digits.length() <= 12
                                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
                return number ? Long.parseLong(digits) : -1;
            }
        }
        return -1;
    }
}
