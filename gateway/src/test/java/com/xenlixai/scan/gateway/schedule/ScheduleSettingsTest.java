package com.xenlixai.scan.gateway.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScheduleSettingsTest {

    private static ScheduleSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.schedules", ScheduleSettings.class);
    }

    @Test
    void defaultsLeaveAMinuteBetweenRuns() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new ScheduleSettings(
                                Duration.ofMinutes(1),
                                100,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"least-interval, 0s", "most-per-tenant, 0", "poll-interval, 0s", "lease, 0s"})
    void badValueIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.schedules." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.schedules." + key);
    }
}
