package com.xenlixai.scan.analyze.check.i18n;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.LangTags;
import com.xenlixai.scan.analyze.check.LinkHeader;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// hreflang with an unknown code or a relative URL is ignored.
final class HreflangValid implements Check {

    private static final Rule RULE =
            new Rule(
                    "i18n.hreflang-valid",
                    Severity.MEDIUM,
                    Grade.A,
                    "All hreflang annotations are valid",
                    "Search engines ignore annotations with unknown codes, so readers get the wrong language.",
                    "Use ISO 639-1 languages, optionally with an ISO 3166-1 country, and absolute URLs in the head.",
                    "https://developers.google.com/search/docs/specialty/international/localized-versions");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        Map<String, String> urls = new HashMap<>();
        for (LinkTag link : page.alternates()) {
            total++;
            String problem = LangTags.hreflangProblem(link.hreflang());
            String before = urls.putIfAbsent(link.hreflang().toLowerCase(Locale.ROOT), link.href());
            if (!problem.isEmpty()) {
                bad.add(link.spot(), problem);
            } else if (WebUrl.parse(link.href()) == null) {
                bad.add(link.spot(), "the URL is not absolute");
            } else if (!link.inHead()) {
                bad.add(link.spot(), "outside the head");
            } else if (before != null && !before.equals(link.href())) {
                bad.add(link.spot(), "the same code for another URL");
            }
        }
        for (LinkHeader link : LinkHeader.of(page.answer())) {
            String code = link.parameters().get("hreflang");
            if (code != null && link.rel().contains("alternate")) {
                total++;
                String problem = LangTags.hreflangProblem(code);
                if (problem.isEmpty() && WebUrl.parse(link.target()) == null) {
                    problem = "the URL is not absolute";
                }
                if (!problem.isEmpty()) {
                    bad.add("Link: <" + link.target() + ">; hreflang=\"" + code + "\"", problem);
                }
            }
        }
        return Verdict.ratio(
                total,
                bad,
                "the page names no versions in other languages",
                "hreflang annotations are invalid");
    }
}
