package com.xenlixai.scan.crawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class FrontierSettingsTest {

    private static FrontierSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("xenlix.crawl.frontier", FrontierSettings.class);
    }

    @Test
    void theDefaultsSuitAnInstanceOfTwoCores() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new FrontierSettings(
                                4,
                                Duration.ofSeconds(45),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(15),
                                5,
                                200_000,
                                DataSize.ofMegabytes(128),
                                Duration.ofMillis(10),
                                Path.of("xenlix-crawl-state"),
                                DataSize.ofMegabytes(64),
                                1,
                                1));
    }

    @ParameterizedTest
    @CsvSource({
        "per-site, 0",
        "lease, 9s",
        "back-off, 0s",
        "longest-back-off, 500ms",
        "down-after, 0",
        "resident-hosts, 0",
        "bodies, 1MB",
        "tick, 0ms",
        "memory, 1MB",
        "threads, 0",
        "standbys, -1"
    })
    void aBadValueIsRefusedByItsKey(String key, String value) {
        Throwable refused =
                catchThrowable(() -> bound(Map.of("xenlix.crawl.frontier." + key, value)));
        assertThat(Stream.iterate(refused, it -> it != null, Throwable::getCause))
                .anyMatch(
                        it ->
                                String.valueOf(it.getMessage())
                                        .contains("xenlix.crawl.frontier." + key + " must"));
    }
}
