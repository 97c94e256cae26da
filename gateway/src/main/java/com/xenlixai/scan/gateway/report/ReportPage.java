package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDocument.Cap;
import com.xenlixai.scan.gateway.report.ReportDocument.Category;
import com.xenlixai.scan.gateway.report.ReportDocument.Headline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The full report as one page that needs nothing else: to read, to print, to send on. It has no
/// script, loads nothing, and its policy forbids both, also in a saved copy.
final class ReportPage {

    private static final String STYLE_SHEET = "/report/report-page.css";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private final String style;
    private final String policy;

    ReportPage() {
        style = read(STYLE_SHEET);
        policy =
                "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                        .formatted(sha256(style));
    }

    /// The value of the header that goes with the page.
    String contentSecurityPolicy() {
        return policy + "; frame-ancestors 'none'";
    }

    /// The page as HTML.
    String render(ReportDocument report) {
        var html = new Html();
        html.own("<!DOCTYPE html>\n").start("html", "lang", "en");
        head(html, report);
        html.start("body");
        banner(html, report);
        html.start("main");
        scores(html, report);
        Replayed.write(html, report.replay());
        Advices.write(html, report.insights(), report.checks());
        Findings.write(html, report.checks());
        PageFacts.write(html, report);
        html.end();
        footer(html, report);
        return html.end().end().finished();
    }

    private void head(Html html, ReportDocument report) {
        html.start("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty("meta", "name", "robots", "content", "noindex")
                .empty("meta", "name", "color-scheme", "content", "light dark")
                .empty("meta", "name", "referrer", "content", "no-referrer")
                .element("title", "Page report: " + report.finalUrl())
                .start("style")
                .own(style)
                .end()
                .end();
    }

    private static void banner(Html html, ReportDocument report) {
        html.start("header").start("div");
        html.element("p", "Page report", "class", "eyebrow");
        String title = report.page().title();
        html.start("h1").found(title == null ? report.finalUrl() : title).end();
        html.start("p", "class", "address").found(report.finalUrl()).end();
        html.start("p", "class", "quiet")
                .text(
                        "Fetched "
                                + moment(report.fetchedAt())
                                + ", answered with HTTP "
                                + report.http().status())
                .end()
                .end();
        html.start("div", "class", "score " + report.band())
                .element("strong", figure(report.score()))
                .element("span", report.score() == null ? "not judged" : "of 100")
                .element("em", Wording.band(report.band()))
                .end()
                .end();
    }

    private static void scores(Html html, ReportDocument report) {
        html.start("section").element("h2", "Scores");
        for (Cap cap : report.caps()) {
            html.start("p", "class", "notice")
                    .text("The %s score is held at %d: ".formatted(cap.score(), cap.max()))
                    .found(cap.reason())
                    .end();
        }
        if (!report.degraded().isEmpty()) {
            html.element(
                    "p",
                    "Not to be had from outside: " + String.join(", ", report.degraded()) + ".",
                    "class",
                    "notice");
        }
        html.start("div", "class", "bars");
        for (Category category : report.categories()) {
            bar(html, Wording.category(category.id()), category.score());
        }
        html.end();
        if (!report.headlines().isEmpty()) {
            html.element("h3", "By who looks at the page").start("div", "class", "bars");
            for (Headline headline : report.headlines()) {
                bar(html, Wording.headline(headline.id()), headline.score());
            }
            html.end();
        }
        html.element(
                "p",
                "%s %% of the weight could be judged. The score is a heuristic of this tool; no tool sees how search engines rank."
                        .formatted(Math.round(report.coverage() * 100)),
                "class",
                "quiet");
        html.end();
    }

    private static void bar(Html html, String name, @Nullable Double score) {
        html.start("div", "class", "bar").element("span", name);
        if (score == null) {
            html.element("span", "", "class", "track").element("b", "–");
        } else {
            html.empty(
                            "meter",
                            "min",
                            "0",
                            "max",
                            "100",
                            "low",
                            "50",
                            "high",
                            "90",
                            "optimum",
                            "100",
                            "value",
                            score.toString())
                    .own("</meter>")
                    .element("b", figure(score));
        }
        html.end();
    }

    private static void footer(Html html, ReportDocument report) {
        html.start("footer");
        html.element(
                "p",
                "Scan %s · checks %s · keyphrases %s%s"
                        .formatted(
                                report.scanId(),
                                report.versions().checks(),
                                report.versions().keyphrases(),
                                report.versions().model() == null
                                        ? ""
                                        : " · model " + report.versions().model()));
        html.end();
    }

    /// As people write it, to the minute.
    private static String moment(Instant instant) {
        return MOMENT.format(instant.atOffset(ZoneOffset.UTC));
    }

    /// Without a decimal where it has none.
    static String figure(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        return value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String read(String resource) {
        try (InputStream stream = ReportPage.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(stream, resource).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
