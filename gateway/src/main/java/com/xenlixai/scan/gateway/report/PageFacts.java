package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDocument.Agent;
import com.xenlixai.scan.gateway.report.ReportDocument.Heading;
import com.xenlixai.scan.gateway.report.ReportDocument.Page;
import com.xenlixai.scan.gateway.report.ReportDocument.Phrase;
import com.xenlixai.scan.gateway.report.ReportDocument.Redirect;
import com.xenlixai.scan.gateway.report.ReportDocument.Robots;
import com.xenlixai.scan.gateway.report.ReportDocument.Speed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of the page that says what the page is: preview, keyphrases, speed, facts.
final class PageFacts {

    private PageFacts() {}

    static void write(Html html, ReportDocument report) {
        preview(html, report);
        keyphrases(html, report.keyphrases());
        speed(html, report.psi());
        facts(html, report);
        headings(html, report.page());
        agents(html, report.agents());
        redirects(html, report.http().hops());
    }

    private static void preview(Html html, ReportDocument report) {
        html.start("section").element("h2", "As a search result");
        html.start("div", "class", "preview");
        html.start("p", "class", "quiet").found(report.finalUrl()).end();
        html.start("p", "class", "headline").found(orNone(report.page().title())).end();
        html.start("p").found(orNone(report.page().description())).end();
        html.end().end();
    }

    private static void keyphrases(Html html, List<Phrase> phrases) {
        if (phrases.isEmpty()) {
            return;
        }
        html.start("section").element("h2", "What the page is about");
        head(html, "Keyphrase", "Weight", "Count", "Where", "Missing from");
        for (Phrase phrase : phrases) {
            html.start("tr").start("td").found(phrase.phrase()).end();
            html.element("td", "%.2f".formatted(phrase.score()));
            html.element("td", Integer.toString(phrase.count()));
            html.element("td", String.join(", ", phrase.places()));
            html.element("td", String.join(", ", phrase.missingFrom())).end();
        }
        foot(html);
        html.end();
    }

    private static void speed(Html html, @Nullable Speed speed) {
        if (speed == null) {
            return;
        }
        html.start("section").element("h2", "Speed (" + speed.strategy() + ")");
        html.element("p", "Performance " + ReportPage.figure(speed.score()) + " of 100");
        if (!speed.lab().isEmpty()) {
            html.element("h3", "In the laboratory");
            pairs(html, speed.lab());
        }
        if (!speed.field().isEmpty()) {
            html.element("h3", "In the field (" + speed.fieldScope() + ", 75th percentile)");
            pairs(html, speed.field());
        }
        html.end();
    }

    private static void pairs(Html html, Map<String, Double> figures) {
        head(html, "Metric", "Value");
        figures.forEach(
                (name, value) ->
                        html.start("tr").element("td", name).element("td", metric(value)).end());
        foot(html);
    }

    /// Milliseconds are whole; what is below one is a ratio, such as a layout shift.
    private static String metric(double value) {
        return value < 1 ? "%.3f".formatted(value) : Long.toString(Math.round(value));
    }

    private static void facts(Html html, ReportDocument report) {
        Page page = report.page();
        html.start("section").element("h2", "The page").start("dl", "class", "facts");
        fact(html, "Canonical", page.canonical());
        fact(html, "Language", page.lang());
        fact(html, "Detected language", report.language());
        fact(html, "Kind", page.pageType());
        fact(html, "Author", page.author());
        fact(html, "Published", page.published());
        fact(html, "Modified", page.modified());
        fact(html, "Encoding", page.charset() + " (" + page.charsetSource() + ")");
        fact(html, "Words", page.wordCount() + ", of which main text " + page.mainWordCount());
        fact(
                html,
                "Links",
                "%d (%d internal, %d external, %d nofollow)"
                        .formatted(
                                page.links().total(),
                                page.links().internal(),
                                page.links().external(),
                                page.links().nofollow()));
        fact(html, "Images", page.images().total() + ", without alt " + page.images().withoutAlt());
        fact(html, "Structured data", String.join(", ", page.structuredData().types()));
        fact(html, "Robots", String.join(", ", page.robots()));
        fact(html, "robots.txt", ignored(report.http().robots()));
        fact(html, "HTML", page.htmlBytes() + " bytes, " + page.elementCount() + " elements");
        fact(
                html,
                "Transfer",
                report.http().wireBytes() + " bytes, " + report.http().contentEncoding());
        html.end().end();
    }

    /// Told only where the order set itself above it.
    private static @Nullable String ignored(@Nullable Robots robots) {
        return robots == null || !robots.reason().equals("ignored")
                ? null
                : "ignored as ordered: \"" + robots.rule() + "\" (line " + robots.line() + ")";
    }

    private static void fact(Html html, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            html.element("dt", name).start("dd").found(value).end();
        }
    }

    private static void headings(Html html, Page page) {
        if (page.headings().isEmpty()) {
            return;
        }
        html.start("section").element("h2", "Headings").start("ul", "class", "outline");
        for (Heading heading : page.headings()) {
            html.start("li", "class", "level-" + heading.level())
                    .element("code", "h" + heading.level())
                    .text(" ")
                    .found(heading.text())
                    .end();
        }
        html.end().end();
    }

    private static void agents(Html html, List<Agent> agents) {
        if (agents.isEmpty()) {
            return;
        }
        html.start("section").element("h2", "What robots.txt lets in");
        head(html, "Agent", "For", "May fetch", "Rule");
        for (Agent agent : agents) {
            html.start("tr").element("td", agent.agent()).element("td", agent.kind());
            html.start("td")
                    .element(
                            "span",
                            agent.allowed() ? "yes" : "no",
                            "class",
                            "outcome " + (agent.allowed() ? "pass" : "warn"))
                    .end();
            html.start("td").found(agent.rule() == null ? "" : agent.rule()).end().end();
        }
        foot(html);
        html.end();
    }

    private static void redirects(Html html, List<Redirect> hops) {
        if (hops.isEmpty()) {
            return;
        }
        html.start("section").element("h2", "Redirects").start("ol");
        for (Redirect hop : hops) {
            html.start("li").text(hop.status() + " ").found(hop.url()).end();
        }
        html.end().end();
    }

    private static void head(Html html, String... columns) {
        html.start("div", "class", "scroll").start("table").start("thead").start("tr");
        for (String column : columns) {
            html.element("th", column, "scope", "col");
        }
        html.end().end().start("tbody");
    }

    private static void foot(Html html) {
        html.end().end().end();
    }

    private static String orNone(@Nullable String text) {
        return text == null || text.isBlank() ? "(none)" : text;
    }
}
