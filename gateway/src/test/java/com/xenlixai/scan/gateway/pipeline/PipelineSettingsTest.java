package com.xenlixai.scan.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PipelineSettingsTest {

    private static PipelineSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.pipeline", PipelineSettings.class);
    }

    @Test
    void brokerIsLookedAtEveryFiveSeconds() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new PipelineSettings(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(4),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({"interval, 0s", "timeout, -1s", "window, 6s", "history, 0s"})
    void badValueIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.pipeline." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.pipeline." + key);
    }
}
