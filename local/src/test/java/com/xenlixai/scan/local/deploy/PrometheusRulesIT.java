package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusRulesIT {

    private static final Path FOLDER = Repository.path("deploy/prometheus");

    @Test
    void prometheusTakesItsConfiguration() {
        Tool.PROMTOOL.run(FOLDER, "check", "config", "prometheus.yml").mustSucceed();
    }

    @Test
    void rulesAreWellFormed() {
        Tool.PROMTOOL
                .run(
                        FOLDER,
                        "check",
                        "rules",
                        "--lint=all",
                        "--lint-fatal",
                        "recording.rules.yml",
                        "alerts.rules.yml")
                .mustSucceed();
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() {
        List<String> files =
                Repository.files("deploy/prometheus/tests", ".test.yml").stream()
                        .map(Path::toString)
                        .toList();
        assertThat(files).isNotEmpty();
        String[] arguments =
                Stream.concat(Stream.of("test", "rules"), files.stream()).toArray(String[]::new);
        Tool.PROMTOOL.run(FOLDER, arguments).mustSucceed();
    }

    /// A check that cannot fail is none: a limit that is moved must be noticed.
    @Test
    void aMovedLimitIsNoticed(@TempDir Path copy) throws IOException {
        Files.createDirectories(copy.resolve("tests"));
        Files.copy(FOLDER.resolve("recording.rules.yml"), copy.resolve("recording.rules.yml"));
        Files.copy(
                FOLDER.resolve("tests/classic.test.yml"), copy.resolve("tests/classic.test.yml"));
        String rules = Files.readString(FOLDER.resolve("alerts.rules.yml"));
        String moved = rules.replace("{consumergroup=~\"stage-.+\"} > 100", "{} > 1000");
        assertThat(moved).isNotEqualTo(rules);
        Files.writeString(copy.resolve("alerts.rules.yml"), moved);

        Tool.Result result = Tool.PROMTOOL.run(copy, "test", "rules", "tests/classic.test.yml");

        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("ScanQueueBacklog");
    }

    @Test
    void alertmanagerTakesItsConfigurationAndSendsEachSeverityItsWay() {
        Path folder = Repository.path("deploy/alertmanager");
        Tool.AMTOOL.run(folder, "check-config", "alertmanager.yml").mustSucceed();
        assertThat(receiverOf(folder, "alertname=ScanWorkerDown", "severity=page"))
                .isEqualTo("pager");
        assertThat(receiverOf(folder, "alertname=ScanSlow", "severity=ticket"))
                .isEqualTo("tickets");
        assertThat(receiverOf(folder, "alertname=ScanWatchdog", "severity=none"))
                .isEqualTo("heartbeat");
    }

    private static String receiverOf(Path folder, String... labels) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("config", "routes", "test", "--config.file=alertmanager.yml"));
        arguments.addAll(List.of(labels));
        String output =
                Tool.AMTOOL.run(folder, arguments.toArray(String[]::new)).mustSucceed().output();
        return output.lines().reduce((_, last) -> last).orElseThrow().strip();
    }
}
