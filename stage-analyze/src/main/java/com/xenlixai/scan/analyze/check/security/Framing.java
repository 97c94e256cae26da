package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A page that others can frame can be clicked through unseen.
final class Framing implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.framing",
                    Severity.MEDIUM,
                    Grade.A,
                    "Other sites cannot frame the page",
                    "A page in an invisible frame can be made to receive clicks meant for something else.",
                    "Send Content-Security-Policy: frame-ancestors 'self', or X-Frame-Options: SAMEORIGIN.",
                    "https://developer.chrome.com/docs/lighthouse/best-practices/clickjacking-mitigation");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        for (String header : page.answer().all("Content-Security-Policy")) {
            for (String policy : header.split(",")) {
                String ancestors = CspPolicy.parse(policy).directives().get("frame-ancestors");
                if (ancestors != null && !ancestors.strip().equals("*")) {
                    return Verdict.pass("frame-ancestors " + Spaces.shortened(ancestors, 100));
                }
            }
        }
        List<String> options = page.answer().all("X-Frame-Options");
        boolean good =
                options.size() == 1
                        && Set.of("deny", "sameorigin")
                                .contains(options.getFirst().strip().toLowerCase(Locale.ROOT));
        if (good) {
            return Verdict.pass(options.getFirst());
        }
        Findings where = new Findings();
        options.forEach(value -> where.add("X-Frame-Options: " + value, "not valid"));
        return Verdict.fail("Any site can show the page in a frame", where);
    }
}
