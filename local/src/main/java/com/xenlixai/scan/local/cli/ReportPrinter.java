package com.xenlixai.scan.local.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The full report as text: verdict first, then what the page is, what is wrong with it and where,
/// what it is about, and what to do.
final class ReportPrinter {

    private static final String BOLD = "1";
    private static final String DIM = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final int BAR = 20;
    private static final int MOST_HEADINGS = 8;
    private static final int MOST_PLACES = 3;
    private static final int MOST_PHRASES = 12;
    private static final int MOST_RECOMMENDATIONS = 6;

    private final Terminal terminal;
    private final PrintStream out;

    ReportPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void print(JsonNode report) {
        verdict(report);
        page(report.path("page"));
        findings(report.path("checks"));
        keyphrases(report.path("keyphrases"));
        insights(report.path("insights"));
        remarks(report);
    }

    private void verdict(JsonNode report) {
        out.println();
        out.println(terminal.styled(BOLD, text(report, "finalUrl", text(report, "url", ""))));
        JsonNode score = report.path("score");
        out.println(
                "Score "
                        + (score.isNumber()
                                ? terminal.styled(
                                                BOLD + ";" + colour(score.asDouble()),
                                                "%.0f".formatted(score.asDouble()))
                                        + " of 100"
                                : "none: the page could not be judged")
                        + "   HTTP "
                        + report.path("http").path("status").asString("?"));
        for (JsonNode category : report.path("categories")) {
            JsonNode value = category.path("score");
            String bar = value.isNumber() ? bar(value.asDouble()) : "not judged";
            out.printf(
                    Locale.ROOT,
                    "  %-18s %s%n",
                    text(category, "id", ""),
                    bar + (value.isNumber() ? "  %3.0f".formatted(value.asDouble()) : ""));
        }
    }

    private void page(JsonNode page) {
        heading("Page");
        fact("title", text(page, "title", "(none)"));
        fact("description", text(page, "description", "(none)"));
        fact("language", text(page, "lang", "(not stated)"));
        fact("canonical", text(page, "canonical", "(none)"));
        fact("words", page.path("wordCount").asString("0"));
        List<JsonNode> headings = list(page.path("headings"));
        for (JsonNode one : headings.stream().limit(MOST_HEADINGS).toList()) {
            int level = one.path("level").asInt(1);
            fact("h" + level, "  ".repeat(Math.max(0, level - 1)) + text(one, "text", ""));
        }
        if (headings.size() > MOST_HEADINGS) {
            fact("", "… and " + (headings.size() - MOST_HEADINGS) + " more headings");
        }
    }

    private void findings(JsonNode checks) {
        List<JsonNode> all = list(checks);
        List<JsonNode> bad =
                all.stream()
                        .filter(check -> isFinding(outcome(check)))
                        .sorted(
                                Comparator.comparing((JsonNode check) -> outcome(check))
                                        .thenComparing(check -> -check.path("weight").asDouble(0)))
                        .toList();
        heading("Findings: " + bad.size() + " of " + all.size() + " checks");
        for (JsonNode check : bad) {
            boolean failed = outcome(check).equals("fail");
            out.println(
                    "  "
                            + terminal.styled(failed ? RED : YELLOW, failed ? "✗" : "!")
                            + " "
                            + terminal.styled(BOLD, text(check, "title", ""))
                            + terminal.styled(DIM, "  " + text(check, "id", "")));
            places(check.path("evidence"));
            String fix = text(check, "fix", "");
            if (!fix.isEmpty()) {
                wrapped("      → ", fix);
            }
        }
    }

    private void places(JsonNode evidence) {
        List<JsonNode> places = list(evidence);
        for (JsonNode place : places.stream().limit(MOST_PLACES).toList()) {
            int line = place.path("line").asInt(0);
            String snippet =
                    place.isString()
                            ? place.asString()
                            : text(place, "snippet", text(place, "path", ""));
            String note = text(place, "note", "");
            out.println(
                    terminal.styled(
                            DIM,
                            shortened(
                                    "      "
                                            + (line > 0 ? "line " + line + ": " : "")
                                            + snippet.replaceAll("\\s+", " ").strip()
                                            + (note.isEmpty() ? "" : " (" + note + ")"))));
        }
        if (places.size() > MOST_PLACES) {
            out.println(terminal.styled(DIM, "      … " + (places.size() - MOST_PLACES) + " more"));
        }
    }

    private void keyphrases(JsonNode keyphrases) {
        List<String> phrases =
                list(keyphrases).stream()
                        .limit(MOST_PHRASES)
                        .map(
                                one ->
                                        text(one, "phrase", "")
                                                + " %.2f".formatted(one.path("score").asDouble(0)))
                        .toList();
        if (!phrases.isEmpty()) {
            heading("Keyphrases");
            wrapped("  ", String.join(" · ", phrases));
        }
    }

    private void insights(JsonNode insights) {
        if (!insights.isObject()) {
            return;
        }
        heading("Insights (" + text(insights, "source", "rules") + ")");
        wrapped("  ", text(insights, "summary", ""));
        int number = 1;
        for (JsonNode one :
                list(insights.path("recommendations")).stream()
                        .limit(MOST_RECOMMENDATIONS)
                        .toList()) {
            out.println(
                    "  "
                            + number++
                            + ". "
                            + terminal.styled(BOLD, text(one, "title", ""))
                            + terminal.styled(
                                    DIM,
                                    "  impact "
                                            + text(one, "impact", "?")
                                            + ", effort "
                                            + text(one, "effort", "?")));
            wrapped("     ", text(one, "why", ""));
        }
        suggestion("Suggested title", insights.path("suggestedTitle"));
        suggestion("Suggested description", insights.path("suggestedDescription"));
    }

    private void suggestion(String what, JsonNode value) {
        if (value.isString()) {
            wrapped("  ", what + ": " + value.asString());
        }
    }

    private void remarks(JsonNode report) {
        List<String> degraded =
                list(report.path("degraded")).stream().map(JsonNode::asString).toList();
        if (!degraded.isEmpty()) {
            out.println();
            out.println("Without: " + String.join(", ", degraded));
        }
        out.println();
    }

    private void heading(String text) {
        out.println();
        out.println(terminal.styled(BOLD, text));
    }

    private void fact(String name, String value) {
        wrapped("  %-12s ".formatted(name), value);
    }

    /// The text in lines that fit, the first after the lead and the others below its end.
    private void wrapped(String lead, String text) {
        int room = Math.max(20, terminal.columns() - lead.length());
        String rest = text.replaceAll("\\s+$", "");
        String before = lead;
        do {
            int end = rest.length() <= room ? rest.length() : breakAt(rest, room);
            out.println(before + rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
            before = " ".repeat(lead.length());
        } while (!rest.isEmpty());
    }

    private static int breakAt(String text, int room) {
        int space = text.lastIndexOf(' ', room);
        return space > 0 ? space : room;
    }

    private String shortened(String line) {
        int room = terminal.columns() - 1;
        return line.length() <= room ? line : line.substring(0, room - 1) + "…";
    }

    private String bar(double score) {
        int filled = (int) Math.round(Math.clamp(score, 0, 100) * BAR / 100);
        return terminal.styled(colour(score), "█".repeat(filled)) + "░".repeat(BAR - filled);
    }

    private static String colour(double score) {
        if (score >= 80) {
            return GREEN;
        }
        return score >= 50 ? YELLOW : RED;
    }

    private static boolean isFinding(String outcome) {
        return outcome.equals("fail") || outcome.equals("warn");
    }

    private static String outcome(JsonNode check) {
        return text(check, "outcome", "").toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode node, String field, String otherwise) {
        return node.path(field).asString(otherwise);
    }

    private static List<JsonNode> list(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false)
                        .collect(Collectors.toCollection(ArrayList::new))
                : List.of();
    }
}
