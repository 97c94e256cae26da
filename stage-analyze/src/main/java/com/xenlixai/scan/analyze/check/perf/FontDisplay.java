package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.MediaFacts.Style;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.Locale;

/// Text should be shown while its font is on the way.
final class FontDisplay implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.fonts",
                    Severity.LOW,
                    Grade.A,
                    "Text is shown while fonts load",
                    "Without font-display, text stays invisible for up to three seconds.",
                    "Add font-display: swap to each @font-face, and display=swap to Google Fonts URLs.",
                    "https://developer.chrome.com/docs/performance/insights/font-display");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (Style style : page.facts().media().styles()) {
            String css = style.text().toLowerCase(Locale.ROOT);
            for (int at = css.indexOf("@font-face");
                    at >= 0;
                    at = css.indexOf("@font-face", at + 1)) {
                int end = css.indexOf('}', at);
                total++;
                if (!css.substring(at, end < 0 ? css.length() : end).contains("font-display")) {
                    bad.add(style.spot(), "@font-face without font-display");
                }
            }
        }
        for (LinkTag link : page.facts().head().linked("stylesheet")) {
            WebUrl url = link.url();
            if (url != null && url.host().equals("fonts.googleapis.com")) {
                total++;
                String query = url.query();
                if (query == null || !query.contains("display=")) {
                    bad.add(link.spot(), "without display=");
                }
            }
        }
        return Verdict.ratio(
                total, bad, "no fonts in the page's own source", "fonts hide text while they load");
    }
}
