package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDocument.Check;
import com.xenlixai.scan.gateway.report.ReportDocument.Place;
import java.util.Comparator;
import java.util.List;

/// The part of the page that lists what was checked: what costs most first, what is fine last.
final class Findings {

    private static final List<String> SEVERITIES =
            List.of("critical", "high", "medium", "low", "info");

    private Findings() {}

    static void write(Html html, List<Check> checks) {
        List<Check> findings =
                checks.stream()
                        .filter(check -> isFinding(check.outcome()))
                        .sorted(
                                Comparator.comparingInt(
                                                (Check check) ->
                                                        SEVERITIES.indexOf(check.severity()))
                                        .thenComparing(
                                                Check::pointsLost, Comparator.reverseOrder()))
                        .toList();
        html.start("section").element("h2", "What was found (" + findings.size() + ")");
        if (findings.isEmpty()) {
            html.element("p", "Nothing to complain about.");
        }
        findings.forEach(check -> finding(html, check));
        html.end();
        others(html, checks);
    }

    static boolean isFinding(String outcome) {
        return outcome.equals("fail") || outcome.equals("warn");
    }

    private static void finding(Html html, Check check) {
        html.start("article", "class", "finding " + check.outcome());
        html.start("h3").found(check.title()).end();
        html.start("p", "class", "labels")
                .element("span", check.severity(), "class", "label " + check.severity())
                .element("span", Wording.category(check.category()), "class", "label")
                .element("span", check.id(), "class", "label code");
        if (check.pointsLost() > 0) {
            html.element("span", "−" + check.pointsLost() + " points", "class", "label");
        }
        html.end();
        html.start("p").found(check.why()).end();
        for (Place place : check.evidence()) {
            evidence(html, place);
        }
        if (check.evidenceTotal() > check.evidence().size()) {
            html.element(
                    "p",
                    "… and %d more".formatted(check.evidenceTotal() - check.evidence().size()),
                    "class",
                    "quiet");
        }
        if (!check.fix().isEmpty()) {
            html.start("p").element("strong", "What to do: ").found(check.fix()).end();
        }
        html.start("p", "class", "quiet").text("Rule: ").found(check.source()).end();
        html.end();
    }

    private static void evidence(Html html, Place place) {
        html.start("div", "class", "evidence");
        if (place.note() != null) {
            html.start("p").found(place.note()).end();
        }
        if (place.line() != null || place.path() != null) {
            html.start("p", "class", "quiet");
            if (place.line() != null) {
                html.text("Line " + place.line());
                html.text(place.column() == null ? " " : ", column " + place.column() + " ");
            }
            if (place.path() != null) {
                html.start("code").found(place.path()).end();
            }
            html.end();
        }
        html.start("pre").found(place.snippet()).end().end();
    }

    private static void others(Html html, List<Check> checks) {
        List<Check> concerned =
                checks.stream().filter(check -> !check.outcome().equals("na")).toList();
        List<Check> rest = checks.stream().filter(check -> check.outcome().equals("na")).toList();
        html.start("section").element("h2", "Everything that was checked");
        table(html, concerned);
        if (!rest.isEmpty()) {
            html.start("details")
                    .element(
                            "summary",
                            rest.size() + " checks that do not apply or could not be made");
            table(html, rest);
            html.end();
        }
        html.end();
    }

    private static void table(Html html, List<Check> checks) {
        html.start("div", "class", "scroll").start("table").start("thead").start("tr");
        for (String column : List.of("Check", "Part", "Outcome", "Value")) {
            html.element("th", column, "scope", "col");
        }
        html.end().end().start("tbody");
        for (Check check : checks) {
            html.start("tr").start("td").found(check.title()).end();
            html.element("td", Wording.category(check.category()));
            html.start("td")
                    .element(
                            "span",
                            Wording.outcome(check.outcome()),
                            "class",
                            "outcome " + check.outcome())
                    .end();
            html.start("td").found(check.value() == null ? "" : check.value()).end().end();
        }
        html.end().end().end();
    }
}
