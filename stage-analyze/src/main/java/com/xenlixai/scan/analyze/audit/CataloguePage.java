package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.audit.AuditCatalogue.Category;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import java.util.List;
import java.util.Locale;

/// Writes `docs/checks.md` from the catalogue, so that the page says what the code does.
final class CataloguePage {

    private CataloguePage() {}

    static String markdown() {
        List<Rule> rules = AuditCatalogue.CHECKS.stream().map(check -> check.rule()).toList();
        StringBuilder page = new StringBuilder();
        page.append("# The checks of ").append(AuditCatalogue.VERSION).append("\n\n");
        page.append("Generated from `AuditCatalogue`; a test fails when it is stale. ");
        page.append(rules.size()).append(" checks in ");
        page.append(AuditCatalogue.CATEGORIES.size()).append(" categories.\n\n");
        page.append(INTRODUCTION);
        for (Category category : AuditCatalogue.CATEGORIES) {
            List<Rule> own =
                    rules.stream().filter(rule -> rule.category().equals(category.id())).toList();
            double sum = own.stream().mapToDouble(Rule::weight).sum();
            page.append("\n## ").append(category.title()).append(" (`").append(category.id());
            page.append("`)\n\n").append(number(category.weight()));
            page.append(" of 100 points, ")
                    .append(own.size())
                    .append(" checks, weights add up to ");
            page.append(number(sum)).append(".\n");
            own.forEach(rule -> append(page, rule));
        }
        return page.toString();
    }

    private static final String INTRODUCTION =
            """
            A check gives a score from 0 to 1, does not apply, or could not be assessed. From 0.9 it is a
            pass, from 0.5 a warning, below that a failure. Its weight is that of its severity (critical
            10, high 6, medium 3, low 1, info 0) times that of its grade: A (1.0) where a standard or the
            vendor states the rule, B (0.7) where established tools agree, C (0.4) where it is a rule of
            thumb.

            A category's score is the weighted mean of its scored checks, the whole score the weighted
            mean of the categories that could be judged, so the points that all checks cost and the score
            add up to 100. What could not be fetched lowers the coverage and never the score. A page that
            cannot be indexed is capped at 49 after the sum, and the cap says why. The score is a
            heuristic: no tool sees the ranking data of search engines.
            """;

    private static void append(StringBuilder page, Rule rule) {
        page.append("\n### `").append(rule.id()).append("`\n\n");
        page.append(escaped(rule.title())).append(". *").append(rule.severity().label());
        page.append(", grade ").append(rule.grade());
        if (rule.severity() != Severity.INFO) {
            page.append(", weight ").append(number(rule.weight()));
        }
        page.append("*\n\n");
        page.append("- Why: ").append(escaped(rule.why())).append('\n');
        page.append("- Fix: ").append(escaped(rule.fix())).append('\n');
        page.append("- Source: <").append(rule.source()).append(">\n");
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;");
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
