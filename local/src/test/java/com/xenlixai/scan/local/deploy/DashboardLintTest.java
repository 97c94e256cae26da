package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.local.deploy.DashboardLint.Complaint;
import com.xenlixai.scan.local.deploy.DashboardLint.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardLintTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SAMPLE = DashboardJson.write(OverviewDashboard.CONTENT);

    @TestFactory
    List<DynamicTest> dashboardsKeepTheRules() {
        return Dashboards.ALL.stream()
                .map(
                        dashboard ->
                                DynamicTest.dynamicTest(
                                        dashboard.name(),
                                        () ->
                                                assertThat(
                                                                DashboardLint.of(
                                                                        read(
                                                                                DashboardJson.write(
                                                                                        dashboard))))
                                                        .isEmpty()))
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyRuleNoticesItsBreach() {
        return Arrays.stream(Rule.values())
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.name(),
                                        () ->
                                                assertThat(rulesBrokenBy(breachOf(rule)))
                                                        .contains(rule)))
                .toList();
    }

    private static Set<Rule> rulesBrokenBy(UnaryOperator<String> breach) {
        String broken = breach.apply(SAMPLE);
        assertThat(broken).isNotEqualTo(SAMPLE);
        return DashboardLint.of(read(broken)).stream()
                .map(Complaint::rule)
                .collect(Collectors.toSet());
    }

    private static UnaryOperator<String> breachOf(Rule rule) {
        return switch (rule) {
            case TEMPLATE_DATASOURCE -> change("\"Data source\"", "\"Source\"");
            case TEMPLATE_JOB -> change("\"name\" : \"job\"", "\"name\" : \"work\"");
            case TEMPLATE_INSTANCE -> change("\"name\" : \"instance\"", "\"name\" : \"pod\"");
            case TEMPLATE_LABEL_PROMQL ->
                    change("\"definition\" : \"label_values(", "\"definition\" : \"values(");
            case TEMPLATE_ON_TIME_CHANGE_RELOAD -> change("\"refresh\" : 2", "\"refresh\" : 1");
            case PANEL_DATASOURCE, TARGET_DATASOURCE ->
                    change("\"uid\" : \"${datasource}\"", "\"uid\" : \"abc\"");
            case PANEL_TITLE -> change("\"title\" : \"p95 scan time\"", "\"title\" : \"\"");
            case PANEL_TITLE_TWICE ->
                    change("\"title\" : \"p95 scan time\"", "\"title\" : \"Firing alerts\"");
            case PANEL_DESCRIPTION ->
                    text ->
                            text.replaceAll(
                                    "\"description\" : \"[^\"]+\"", "\"description\" : \"\"");
            case PANEL_UNITS -> change("\"unit\" : \"percentunit\"", "\"unit\" : \"\"");
            case PANEL_NO_TARGETS ->
                    text ->
                            text.replaceAll(
                                    "(?s)\"targets\" : \\[.*?\\n      ]", "\"targets\" : []");
            case TARGET_JOB -> change("job=~\\\"$job\\\",instance", "instance");
            case TARGET_INSTANCE -> change(",instance=~\\\"$instance\\\"}[$__rate", "}[$__rate");
            case TARGET_RATE_INTERVAL -> change("[$__rate_interval]", "[1m]");
            case TARGET_COUNTER_AGGREGATION ->
                    change(
                            "sum(rate(scan_jobs_submitted_total",
                            "sum(abs(scan_jobs_submitted_total");
            case UNEDITABLE -> change("\"editable\" : false", "\"editable\" : true");
        };
    }

    private static UnaryOperator<String> change(String from, String to) {
        return text -> text.replace(from, to);
    }

    private static JsonNode read(String json) {
        return JSON.readTree(json);
    }
}
