package com.xenlixai.scan.analyze.check.social;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts;
import java.util.List;

/// Open Graph has four required properties.
final class OpenGraphCore implements Check {

    private static final Rule RULE =
            new Rule(
                    "social.og-core",
                    Severity.MEDIUM,
                    Grade.A,
                    "The page has the four Open Graph basics",
                    "Networks and messengers build the preview of a shared link from og:title, og:type, og:image and og:url.",
                    "Add the missing properties to the head.",
                    "https://ogp.me/");

    private static final List<String> REQUIRED =
            List.of("og:title", "og:type", "og:image", "og:url");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        HeadFacts head = page.facts().head();
        Findings missing = new Findings();
        int there = 0;
        for (String name : REQUIRED) {
            boolean has =
                    !head.first(name).isEmpty()
                            || name.equals("og:image") && !head.first("og:image:url").isEmpty();
            there += has ? 1 : 0;
            if (!has) {
                missing.add(name, "missing");
            }
        }
        return there == REQUIRED.size()
                ? Verdict.pass("4 of 4")
                : Verdict.scored(
                        there / 4.0,
                        missing.total() + " of 4 Open Graph basics are missing",
                        there + " of 4",
                        missing);
    }
}
