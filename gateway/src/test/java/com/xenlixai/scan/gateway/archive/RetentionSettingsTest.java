package com.xenlixai.scan.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTest {

    private static RetentionSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.job", RetentionSettings.class);
    }

    @Test
    void reportsCanBeReadForThirtyDays() {
        assertThat(bound(Map.of()).retention()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void retentionOfLessThanADayIsRefusedByItsName() {
        assertThatThrownBy(() -> bound(Map.of("xenlix.job.retention", "2h")))
                .rootCause()
                .hasMessageContaining("xenlix.job.retention");
    }
}
