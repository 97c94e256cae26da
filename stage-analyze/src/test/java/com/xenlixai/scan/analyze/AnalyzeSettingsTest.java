package com.xenlixai.scan.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class AnalyzeSettingsTest {

    @Test
    void defaults() {
        AnalyzeSettings settings = bind(Map.of());
        assertThat(settings.maxBody()).isEqualTo(DataSize.ofMegabytes(10));
        assertThat(settings.parseTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.maxElements()).isEqualTo(150_000);
        assertThat(settings.maxDepth()).isEqualTo(512);
    }

    @Test
    void everyKeyIsRead() {
        AnalyzeSettings settings =
                bind(
                        Map.of(
                                "xenlix.analyze.max-body", "2MB",
                                "xenlix.analyze.parse-time", "1s",
                                "xenlix.analyze.max-elements", "5000",
                                "xenlix.analyze.max-depth", "100"));
        assertThat(settings)
                .isEqualTo(
                        new AnalyzeSettings(
                                DataSize.ofMegabytes(2), Duration.ofSeconds(1), 5_000, 100));
    }

    @ParameterizedTest
    @CsvSource({"max-body,100B", "max-body,1GB", "parse-time,0s", "max-elements,5", "max-depth,4"})
    void aBadValueIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("xenlix.analyze." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.analyze." + key);
    }

    private static AnalyzeSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("xenlix.analyze", AnalyzeSettings.class);
    }
}
