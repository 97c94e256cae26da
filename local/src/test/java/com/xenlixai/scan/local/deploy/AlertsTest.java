package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.local.deploy.AlertRules.Rule;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertsTest {

    /// Fires always; there is nothing that it does not fire on.
    private static final String WATCHDOG = "ScanWatchdog";

    @Test
    void everyAlertSaysHowGraveItIsAndWhereItsRunbookIs() {
        assertThat(AlertRules.alerts())
                .isNotEmpty()
                .allSatisfy(
                        alert -> {
                            assertThat(alert.name()).startsWith("Scan");
                            assertThat(alert.labels().get("severity"))
                                    .isIn("page", "ticket", "none");
                            assertThat(alert.annotations().get("summary"))
                                    .as(alert.name())
                                    .isNotNull();
                            assertThat(alert.annotations().get("runbook_url"))
                                    .isEqualTo(
                                            "{{ $externalLabels.runbooks }}/"
                                                    + alert.name()
                                                    + ".md");
                        });
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() {
        Set<String> runbooks =
                Repository.files("docs/runbooks", ".md").stream()
                        .map(file -> file.getFileName().toString().replace(".md", ""))
                        .filter(name -> !name.equals("README"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(runbooks).isEqualTo(names());
    }

    @Test
    void everyAlertIsTestedForFiringAndForNotFiring() {
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (Path file : Repository.files("deploy/prometheus/tests", ".test.yml")) {
            for (Object test :
                    AlertRules.list(AlertRules.yaml(Repository.text(file)).get("tests"))) {
                for (Object expected :
                        AlertRules.list(AlertRules.map(test).get("alert_rule_test"))) {
                    String name = String.valueOf(AlertRules.map(expected).get("alertname"));
                    Collection<?> alerts =
                            AlertRules.list(AlertRules.map(expected).get("exp_alerts"));
                    (alerts.isEmpty() ? silent : firing).add(name);
                }
            }
        }
        assertThat(firing).isEqualTo(names());
        Set<String> canBeSilent = names();
        canBeSilent.remove(WATCHDOG);
        assertThat(silent).containsAll(canBeSilent);
    }

    private static Set<String> names() {
        return AlertRules.alerts().stream()
                .map(Rule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
