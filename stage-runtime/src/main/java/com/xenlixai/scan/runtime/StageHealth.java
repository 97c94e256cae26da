package com.xenlixai.scan.runtime;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The probes of a stage. Neither asks the broker: when it is away, restarts do not help, and
/// nothing is routed to a stage that could go elsewhere.
final class StageHealth {

    private StageHealth() {}

    /// For liveness: the poll loop turns, and no record is stuck through a fault of the engine.
    static HealthIndicator loop(StageEngine engine) {
        return () -> (engine.lively() ? Health.up() : Health.down()).build();
    }

    /// For readiness: the group has taken this process in, be it as a spare without partitions.
    static HealthIndicator member(StageEngine engine) {
        return () ->
                (engine.member() ? Health.up() : Health.outOfService())
                        .withDetail("partitions", engine.assigned())
                        .build();
    }
}
