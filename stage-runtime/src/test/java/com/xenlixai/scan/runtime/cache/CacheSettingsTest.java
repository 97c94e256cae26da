package com.xenlixai.scan.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CacheSettingsTest {

    private static CacheSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.cache", CacheSettings.class);
    }

    @Test
    void withoutSettingsNothingIsShared() {
        CacheSettings settings = bound(Map.of());

        assertThat(settings.url()).isEmpty();
        assertThat(settings.username()).isEqualTo("xenlix");
        assertThat(settings.poolSize()).isEqualTo(4);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.maxEntries()).isEqualTo(1_000_000);
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(bound(Map.of("xenlix.cache.password", "secret")).toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "url, mysql://localhost/x",
        "url, postgresql://localhost",
        "url, postgresql://me:secret@localhost/x",
        "url, nonsense",
        "ssl-mode, perhaps",
        "pool-size, 0",
        "timeout, 1ms",
        "max-entries, 0"
    })
    void aBadValueIsRefusedWithItsKey(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.cache." + key, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("xenlix.cache." + key);
    }
}
