package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDocument.Advice;
import com.xenlixai.scan.gateway.report.ReportDocument.Check;
import com.xenlixai.scan.gateway.report.ReportDocument.Faq;
import com.xenlixai.scan.gateway.report.ReportDocument.Recommendation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part of the page with advice.
final class Advices {

    private Advices() {}

    static void write(Html html, @Nullable Advice advice, List<Check> checks) {
        if (advice == null) {
            return;
        }
        Set<String> measured = measured(checks);
        html.start("section").element("h2", "What to do first");
        html.start("p").found(advice.summary()).end();
        html.start("ol", "class", "advice");
        for (Recommendation one : advice.recommendations()) {
            recommendation(html, one, measured);
        }
        html.end();
        suggestion(html, "Suggested title", advice.suggestedTitle());
        suggestion(html, "Suggested description", advice.suggestedDescription());
        if (!advice.faq().isEmpty()) {
            html.element("h3", "Questions that the page answers").start("dl");
            for (Faq faq : advice.faq()) {
                html.start("dt").found(faq.question()).end();
                html.start("dd").found(faq.answer()).end();
            }
            html.end();
        }
        if (advice.jsonLd() != null) {
            html.element("h3", "Structured data to start from");
            html.start("pre").found(advice.jsonLd().toPrettyString()).end();
        }
        html.element(
                "p",
                "rules".equals(advice.source())
                        ? "Written by rules from what the page says."
                        : "Written with a language model; every statement was checked against the page.",
                "class",
                "quiet");
        html.end();
    }

    private static void recommendation(Html html, Recommendation one, Set<String> measured) {
        html.start("li").start("strong").found(one.title()).end();
        html.start("span", "class", "labels")
                .element("span", one.impact() + " impact", "class", "label")
                .element("span", "effort " + one.effort(), "class", "label");
        if (one.points() > 0) {
            html.element("span", "up to +" + one.points() + " points", "class", "label");
        }
        html.end();
        html.start("p").found(one.why()).end();
        for (String evidence : one.evidence()) {
            if (measured.contains(evidence)) {
                html.start("p", "class", "quiet").text("Measured: ").found(evidence).end();
            } else {
                html.start("blockquote").found(evidence).end();
            }
        }
        html.end();
    }

    /// What the audit measured, in the form in which advice repeats it. It is no quote of the page.
    private static Set<String> measured(List<Check> checks) {
        return checks.stream()
                .map(Check::value)
                .filter(Objects::nonNull)
                .map(value -> value.strip().replaceAll("\\s+", " "))
                .collect(Collectors.toSet());
    }

    private static void suggestion(Html html, String name, @Nullable String text) {
        if (text != null) {
            html.element("h3", name).start("blockquote").found(text).end();
        }
    }
}
