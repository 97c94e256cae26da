package com.xenlixai.scan.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// What the health group `dependencies` of a stage tells: for people, never for probes.
final class StageDependencies {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private StageDependencies() {}

    static DependencyWatch broker(Admin admin) {
        var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
        return new DependencyWatch(
                "broker",
                () ->
                        admin.describeCluster(options)
                                .nodes()
                                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
                Clock.systemUTC());
    }

    /// Outside services that are left alone because they kept failing. Scans go on without them and
    /// say so.
    static HealthIndicator circuits(MeterRegistry registry) {
        return () -> {
            List<String> open =
                    registry
                            .find("scan.external.circuit.state")
                            .tag("state", "open")
                            .gauges()
                            .stream()
                            .filter(gauge -> gauge.value() > 0)
                            .map(StageDependencies::service)
                            .toList();
            return (open.isEmpty() ? Health.up() : Health.outOfService().withDetail("open", open))
                    .build();
        };
    }

    private static String service(Gauge gauge) {
        return Objects.requireNonNullElse(gauge.getId().getTag("service"), "unknown");
    }
}
