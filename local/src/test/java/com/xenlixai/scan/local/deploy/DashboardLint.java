package com.xenlixai.scan.local.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The rules of Grafana's dashboard linter, for dashboards over one Prometheus. Whether a query is
/// valid PromQL at all is checked by promtool.
final class DashboardLint {

    private static final String SOURCE = "${datasource}";
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{[^}]*})");
    private static final Pattern BARE_SELECTOR =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{[^}]*})?(\\[[^\\]]*])?");
    private static final Pattern RATE =
            Pattern.compile("\\b(rate|irate|increase)\\(\\s*([\\w:]+)(\\{[^}]*})?\\[([^\\]]+)]");

    /// Windows that belong to the question: an objective over 30 days, a limit over five minutes.
    private static final Set<String> MEANT_WINDOWS = Set.of("5m", "30d", "$__range");

    /// What the linter complains about.
    enum Rule {
        TEMPLATE_DATASOURCE,
        TEMPLATE_JOB,
        TEMPLATE_INSTANCE,
        TEMPLATE_LABEL_PROMQL,
        TEMPLATE_ON_TIME_CHANGE_RELOAD,
        PANEL_DATASOURCE,
        PANEL_TITLE,
        PANEL_DESCRIPTION,
        PANEL_UNITS,
        PANEL_NO_TARGETS,
        PANEL_TITLE_TWICE,
        TARGET_DATASOURCE,
        TARGET_JOB,
        TARGET_INSTANCE,
        TARGET_RATE_INTERVAL,
        TARGET_COUNTER_AGGREGATION,
        UNEDITABLE
    }

    /// One complaint.
    record Complaint(Rule rule, String where) {}

    private final List<Complaint> complaints = new ArrayList<>();

    private DashboardLint() {}

    static List<Complaint> of(JsonNode dashboard) {
        DashboardLint lint = new DashboardLint();
        lint.require(!dashboard.path("editable").asBoolean(true), Rule.UNEDITABLE, "dashboard");
        lint.variables(dashboard.path("templating").path("list"));
        Set<String> titles = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asString("");
            lint.require(titles.add(title), Rule.PANEL_TITLE_TWICE, title);
            lint.panel(panel, title);
        }
        return lint.complaints;
    }

    private void variables(JsonNode variables) {
        JsonNode source = named(variables, "datasource");
        require(
                source.path("type").asString("").equals("datasource")
                        && source.path("query").asString("").equals("prometheus")
                        && source.path("label").asString("").equals("Data source"),
                Rule.TEMPLATE_DATASOURCE,
                "datasource");
        choosesMany(named(variables, "job"), Rule.TEMPLATE_JOB, "job");
        choosesMany(named(variables, "instance"), Rule.TEMPLATE_INSTANCE, "instance");
        for (JsonNode variable : variables) {
            if (!variable.path("type").asString("").equals("query")) {
                continue;
            }
            String name = variable.path("name").asString("");
            require(
                    variable.path("definition")
                            .asString("")
                            .matches("label_values\\([a-zA-Z_:][\\w:]*(\\{.+})?, \\w+\\)"),
                    Rule.TEMPLATE_LABEL_PROMQL,
                    name);
            require(
                    variable.path("refresh").asInt(0) == 2,
                    Rule.TEMPLATE_ON_TIME_CHANGE_RELOAD,
                    name);
        }
    }

    private void choosesMany(JsonNode variable, Rule rule, String where) {
        require(
                variable.path("multi").asBoolean(false)
                        && variable.path("includeAll").asBoolean(false)
                        && variable.path("allValue").asString("").equals(".+")
                        && variable.path("datasource").path("uid").asString("").equals(SOURCE),
                rule,
                where);
    }

    private void panel(JsonNode panel, String title) {
        require(!title.isBlank(), Rule.PANEL_TITLE, "panel " + panel.path("id"));
        require(!panel.path("description").asString("").isBlank(), Rule.PANEL_DESCRIPTION, title);
        require(
                !panel.path("fieldConfig").path("defaults").path("unit").asString("").isBlank(),
                Rule.PANEL_UNITS,
                title);
        require(
                panel.path("datasource").path("uid").asString("").equals(SOURCE),
                Rule.PANEL_DATASOURCE,
                title);
        require(!panel.path("targets").isEmpty(), Rule.PANEL_NO_TARGETS, title);
        for (JsonNode target : panel.path("targets")) {
            require(
                    target.path("datasource").path("uid").asString("").equals(SOURCE)
                            && target.path("datasource")
                                    .path("type")
                                    .asString("")
                                    .equals("prometheus"),
                    Rule.TARGET_DATASOURCE,
                    title);
            query(target.path("expr").asString(""), title);
        }
    }

    private void query(String expression, String where) {
        Matcher selectors = SELECTOR.matcher(expression);
        while (selectors.find()) {
            if (isOfOurRules(selectors.group(1))) {
                continue;
            }
            String matchers = selectors.group(2);
            require(matchers.contains("job=~\"$job\""), Rule.TARGET_JOB, where);
            require(matchers.contains("instance=~\"$instance\""), Rule.TARGET_INSTANCE, where);
        }
        Matcher rates = RATE.matcher(expression);
        Set<Integer> counted = new HashSet<>();
        while (rates.find()) {
            counted.add(rates.start(2));
            String window = rates.group(4);
            require(
                    window.equals("$__rate_interval") || MEANT_WINDOWS.contains(window),
                    Rule.TARGET_RATE_INTERVAL,
                    where);
        }
        Matcher names = BARE_SELECTOR.matcher(expression);
        while (names.find()) {
            String name = names.group(1);
            boolean counter = name.matches(".+_(total|count|sum|bucket)") && !isOfOurRules(name);
            require(
                    !counter || counted.contains(names.start(1)),
                    Rule.TARGET_COUNTER_AGGREGATION,
                    where);
        }
    }

    /// Recorded series have lost job and instance in their sums; ALERTS has them at times.
    private static boolean isOfOurRules(String name) {
        return name.contains(":") || name.equals("ALERTS");
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode entry : list) {
            if (entry.path("name").asString("").equals(name)) {
                return entry;
            }
        }
        return list.path("absent");
    }

    private void require(boolean kept, Rule rule, String where) {
        if (!kept) {
            complaints.add(new Complaint(rule, where));
        }
    }
}
