package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import java.util.Locale;

/// Without a viewport, phones lay the page out for a desktop and shrink it.
final class ViewportDeclared implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.viewport",
                    Severity.MEDIUM,
                    Grade.A,
                    "The page declares a viewport for small screens",
                    "Without it, phones show the page as a shrunken desktop page, and taps are delayed.",
                    "Add <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">.",
                    "https://developer.chrome.com/docs/performance/insights/viewport");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Meta viewport = page.facts().head().viewport();
        if (viewport == null) {
            return Verdict.fail("The page declares no viewport", Findings.NONE);
        }
        String content = viewport.value().toLowerCase(Locale.ROOT).replace(" ", "");
        boolean fits = content.contains("width=device-width") || initialScale(content) >= 1;
        return fits
                ? Verdict.pass(viewport.value())
                : Verdict.fail(
                        "The viewport does not follow the device's width",
                        viewport.value(),
                        Findings.at(viewport.spot(), null));
    }

    private static double initialScale(String content) {
        for (String part : content.split("[,;]")) {
            if (part.startsWith("initial-scale=")) {
                try {
                    return Double.parseDouble(part.substring(14));
                } catch (NumberFormatException noNumber) {
                    return 0;
                }
            }
        }
        return 0;
    }
}
