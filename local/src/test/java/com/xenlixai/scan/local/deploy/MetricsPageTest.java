package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page is written anew like the dashboards are: see `DashboardsTest`.
class MetricsPageTest {

    /// Prometheus' own.
    private static final Set<String> OF_PROMETHEUS =
            Set.of("ALERTS", "up", "prometheus_notifications_dropped_total");

    @Test
    void committedPageIsWhatTheFamiliesSay() {
        String written = MetricsPage.write();
        if (Boolean.getBoolean("xenlix.write")) {
            Repository.write(MetricsPage.FILE, written);
        }
        assertThat(Repository.text(MetricsPage.FILE)).isEqualTo(written);
    }

    @Test
    void everySeriesThatSomebodyReadsIsOnThePage() {
        Set<String> known =
                Stream.concat(ScanMetrics.all(), LibraryMetrics.ALL_KEPT.stream())
                        .flatMap(Family::series)
                        .collect(Collectors.toCollection(TreeSet::new));
        AlertRules.recorded().forEach(rule -> known.add(rule.name()));
        known.addAll(OF_PROMETHEUS);
        Stream<String> expressions =
                Stream.of(
                                Promql.all().values().stream(),
                                AlertRules.alerts().stream().map(AlertRules.Rule::expression),
                                AlertRules.recorded().stream().map(AlertRules.Rule::expression))
                        .flatMap(stream -> stream);
        Set<String> read =
                expressions
                        .flatMap(expression -> Promql.names(expression).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        read.removeAll(known);
        assertThat(read).isEmpty();
    }

    @Test
    void namesKeepPrometheusHabits() {
        assertThat(ScanMetrics.all())
                .allSatisfy(
                        family -> {
                            boolean counter = family.type() == Family.Type.COUNTER;
                            assertThat(family.name().endsWith("_total"))
                                    .as(family.name())
                                    .isEqualTo(counter);
                            assertThat(family.name()).matches("[a-z][a-z0-9_]*[a-z]");
                            assertThat(family.help()).endsWith(".");
                        });
    }
}
