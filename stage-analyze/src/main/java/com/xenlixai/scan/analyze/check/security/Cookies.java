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

/// Cookies need their guards: Secure, HttpOnly, SameSite.
final class Cookies implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.cookies",
                    Severity.MEDIUM,
                    Grade.A,
                    "Cookies are guarded",
                    "Cookies without Secure travel over http, without HttpOnly they can be stolen by scripts, without SameSite they go along with requests of other sites.",
                    "Set Secure, SameSite, and HttpOnly for session cookies; follow the rules of __Host- and __Secure- names.",
                    "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<String> cookies = page.answer().all("Set-Cookie");
        Findings bad = new Findings();
        for (String line : cookies) {
            SetCookie cookie = SetCookie.parse(line);
            String problem = cookie.problem(page.url().isHttps());
            if (!problem.isEmpty()) {
                bad.add("Set-Cookie: " + Spaces.shortened(cookie.name(), 80) + "=…", problem);
            }
        }
        return Verdict.ratio(
                cookies.size(), bad, "the page sets no cookies", "cookies are not guarded");
    }
}
