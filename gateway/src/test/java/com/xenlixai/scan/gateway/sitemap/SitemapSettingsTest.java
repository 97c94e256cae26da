package com.xenlixai.scan.gateway.sitemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SitemapSettingsTest {

    private static SitemapSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.sitemap", SitemapSettings.class);
    }

    @Test
    void defaultsAreWhatTheProtocolAllows() {
        assertThat(bound(Map.of())).isEqualTo(SitemapSettings.standard());
    }

    @ParameterizedTest
    @CsvSource({
        "max-size, 0B",
        "max-urls-per-file, 0",
        "max-urls, 0",
        "max-files, 0",
        "max-depth, 0",
        "file-timeout, 0s",
        "timeout, 0s"
    })
    void badValueIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.sitemap." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.sitemap." + key);
    }
}
