package com.xenlixai.scan.gateway.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits of schedules.
///
/// @param leastInterval between two runs of a schedule
/// @param mostPerTenant schedules
/// @param pollInterval between two looks for runs that are due
/// @param lease for which a run is left to the gateway that has begun it, renewed while it lives
@ConfigurationProperties("xenlix.schedules")
record ScheduleSettings(
        @DefaultValue("1m") Duration leastInterval,
        @DefaultValue("100") int mostPerTenant,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("30s") Duration lease) {

    ScheduleSettings {
        requirePositive("least-interval", leastInterval);
        requirePositive("poll-interval", pollInterval);
        requirePositive("lease", lease);
        if (mostPerTenant < 1) {
            throw new IllegalArgumentException(
                    "xenlix.schedules.most-per-tenant must be positive: " + mostPerTenant);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.schedules." + name + " must be positive: " + value);
        }
    }
}
