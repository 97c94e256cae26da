package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDocument.Advice;
import com.xenlixai.scan.gateway.report.ReportDocument.Faq;
import com.xenlixai.scan.gateway.report.ReportDocument.Recommendation;
import org.jspecify.annotations.Nullable;

/// The part of the page with advice.
final class Advices {

    private Advices() {}

    static void write(Html html, @Nullable Advice advice) {
        if (advice == null) {
            return;
        }
        html.start("section").element("h2", "What to do first");
        html.start("p").found(advice.summary()).end();
        html.start("ol", "class", "advice");
        for (Recommendation one : advice.recommendations()) {
            recommendation(html, one);
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

    private static void recommendation(Html html, Recommendation one) {
        html.start("li").start("strong").found(one.title()).end();
        html.start("span", "class", "labels")
                .element("span", one.impact() + " impact", "class", "label")
                .element("span", "effort " + one.effort(), "class", "label");
        if (one.points() > 0) {
            html.element("span", "up to +" + one.points() + " points", "class", "label");
        }
        html.end();
        html.start("p").found(one.why()).end();
        for (String quote : one.evidence()) {
            html.start("blockquote").found(quote).end();
        }
        html.end();
    }

    private static void suggestion(Html html, String name, @Nullable String text) {
        if (text != null) {
            html.element("h3", name).start("blockquote").found(text).end();
        }
    }
}
