package com.xenlixai.scan.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CrawlSettingsTest {

    private static CrawlSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("xenlix.crawl", CrawlSettings.class);
    }

    @Test
    void theDefaultsAreForTheOpenWeb() {
        CrawlSettings settings = bound(Map.of());
        assertThat(settings.allowNetworks()).isEmpty();
        assertThat(settings.allowPorts()).isEqualTo(Set.of(80, 443, 8080, 8443));
        assertThat(settings.concurrency()).isEqualTo(256);
        assertThat(settings.perHost().concurrency()).isEqualTo(1);
        assertThat(settings.perHost().delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.maxBody()).isEqualTo(DataSize.ofMegabytes(3));
        assertThat(settings.maxDecodedBody()).isEqualTo(DataSize.ofMegabytes(10));
        assertThat(settings.userAgent()).startsWith("XenlixBot/");
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.maxRedirects()).isEqualTo(5);
    }

    @Test
    void eachKeyIsReadFromText() {
        CrawlSettings settings =
                bound(
                        Map.ofEntries(
                                Map.entry("xenlix.crawl.allow-networks", "127.0.0.0/8,::1"),
                                Map.entry("xenlix.crawl.allow-ports", "80,9999"),
                                Map.entry("xenlix.crawl.concurrency", "12"),
                                Map.entry("xenlix.crawl.per-host.concurrency", "2"),
                                Map.entry("xenlix.crawl.per-host.delay", "3s"),
                                Map.entry("xenlix.crawl.max-body", "1MB"),
                                Map.entry("xenlix.crawl.max-decoded-body", "2MB"),
                                Map.entry(
                                        "xenlix.crawl.user-agent", "MyBot/2 (+https://my.example)"),
                                Map.entry("xenlix.crawl.deadline", "7s"),
                                Map.entry("xenlix.crawl.max-redirects", "3")));
        assertThat(settings)
                .isEqualTo(
                        new CrawlSettings(
                                List.of("127.0.0.0/8", "::1"),
                                Set.of(80, 9999),
                                12,
                                new CrawlSettings.PerHost(2, Duration.ofSeconds(3)),
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(2),
                                "MyBot/2 (+https://my.example)",
                                Duration.ofSeconds(7),
                                3));
    }

    @ParameterizedTest
    @CsvSource({
        "allow-networks, 127.0.0.0/40",
        "allow-networks, localhost",
        "allow-ports, 0",
        "allow-ports, 70000",
        "concurrency, 0",
        "per-host.concurrency, 0",
        "per-host.delay, -1s",
        "max-body, 100B",
        "max-body, 7MB",
        "max-decoded-body, 1MB",
        "user-agent, (no product)",
        "deadline, 0s",
        "max-redirects, -1",
    })
    void aBadValueIsRefusedByName(String key, String value) {
        Throwable refusal = catchThrowable(() -> bound(Map.of("xenlix.crawl." + key, value)));
        assertThat(Stream.iterate(refusal, Objects::nonNull, Throwable::getCause))
                .anySatisfy(cause -> assertThat(cause).hasMessageContaining("xenlix.crawl." + key));
    }
}
