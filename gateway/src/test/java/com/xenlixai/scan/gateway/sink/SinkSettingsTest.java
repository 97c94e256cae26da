package com.xenlixai.scan.gateway.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SinkSettingsTest {

    private static SinkSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.sink", SinkSettings.class);
    }

    @Test
    void defaultsFitOneGateway() {
        assertThat(bound(Map.of()))
                .isEqualTo(new SinkSettings(2, 50, Duration.ofSeconds(20), Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "concurrency, 0",
        "batch, 0",
        "batch, 1001",
        "send-timeout, 0s",
        "longest-pause, 0s"
    })
    void badValueIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.sink." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.sink." + key);
    }
}
