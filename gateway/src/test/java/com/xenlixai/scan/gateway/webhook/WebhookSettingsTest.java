package com.xenlixai.scan.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookSettingsTest {

    private static WebhookSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.webhooks", WebhookSettings.class);
    }

    @Test
    void defaultsTryForADay() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new WebhookSettings(
                                Duration.ofSeconds(5),
                                Duration.ofHours(24),
                                Duration.ofSeconds(5),
                                32,
                                Duration.ofSeconds(1),
                                Duration.ofDays(30),
                                Duration.ofHours(24)));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 0s",
        "give-up-after, 0s",
        "first-pause, 0s",
        "concurrency, 0",
        "poll-interval, 0s",
        "retention, 0s",
        "secret-overlap, -1s"
    })
    void badValueIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.webhooks." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.webhooks." + key);
    }
}
