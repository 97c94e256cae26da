package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import java.util.Locale;

/// People with low vision need to zoom.
final class Zoomable implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.zoom",
                    Severity.HIGH,
                    Grade.A,
                    "The page can be zoomed",
                    "With user-scalable=no or a small maximum-scale, people with low vision cannot enlarge the text.",
                    "Remove user-scalable=no, and maximum-scale below 5, from the viewport.",
                    "https://dequeuniversity.com/rules/axe/4.10/meta-viewport");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Meta viewport = page.facts().head().viewport();
        if (viewport == null) {
            return Verdict.notApplicable("the page declares no viewport");
        }
        String content = viewport.value().toLowerCase(Locale.ROOT).replace(';', ',');
        // To split at one character takes no regular expression.
        for (String part : content.split(",")) {
            String[] pair = part.replace(" ", "").split("=", 2);
            if (pair.length == 2
                    && (pair[0].equals("user-scalable")
                                    && (pair[1].equals("no") || pair[1].equals("0"))
                            || pair[0].equals("maximum-scale") && isBelowTwo(pair[1]))) {
                return Verdict.fail(
                        "The viewport forbids zooming: " + part.strip(),
                        viewport.value(),
                        Findings.at(viewport.spot(), null));
            }
        }
        return Verdict.pass(viewport.value());
    }

    /// Browsers read `yes` as 1 (CSS Viewport Module, section on the meta element).
    private static boolean isBelowTwo(String text) {
        if (text.equals("yes")) {
            return true;
        }
        try {
            double scale = Double.parseDouble(text);
            return scale >= 0 && scale < 2;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
