package com.xenlixai.scan.runtime;

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

class StageSettingsTest {

    @Test
    void defaults() {
        StageSettings settings = StageHarness.settings();
        assertThat(settings.maxInFlight()).isEqualTo(64);
        assertThat(settings.interactiveReserve()).isEqualTo(0.2);
        assertThat(settings.reservedPlaces()).isEqualTo(13);
        assertThat(settings.batchMinimum()).isEqualTo(0.1);
        assertThat(settings.batchPlaces()).isEqualTo(7);
        assertThat(settings.window())
                .isEqualTo(new StageSettings.Window(500, 5000, DataSize.ofMegabytes(32)));
        assertThat(settings.retry())
                .isEqualTo(
                        new StageSettings.Retries(
                                4,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(5)));
        assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.revokeTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.queueTtlGrace()).isZero();
        assertThat(settings.flow())
                .isEqualTo(new StageSettings.Flow(10_000, 8_000, Duration.ofSeconds(2)));
        assertThat(settings.maxPollRecords()).isEqualTo(500);
        assertThat(settings.classic()).isTrue();
        assertThat(settings.rememberedEvents()).isEqualTo(50_000);
        assertThat(settings.deadLetterRejections()).isFalse();
    }

    @Test
    void aStageWithOnePlaceServesBothLanes() {
        StageSettings one = StageHarness.settings("max-in-flight", "1");
        assertThat(one.reservedPlaces()).isZero();
        assertThat(one.batchPlaces()).isEqualTo(1);
    }

    @Test
    void everyKeyIsBound() {
        StageSettings settings =
                StageHarness.settings(
                        "max-in-flight", "8",
                        "interactive-reserve", "0.5",
                        "batch-minimum", "0.25",
                        "window.records", "10",
                        "window.span", "20",
                        "window.bytes", "1MB",
                        "retry.attempts", "2",
                        "retry.base", "1s",
                        "retry.longest", "2s",
                        "retry.in-place", "0s",
                        "drain-timeout", "3s",
                        "revoke-timeout", "0s",
                        "commit-interval", "1s",
                        "queue-ttl-grace", "1m",
                        "flow.pause-above", "5",
                        "flow.resume-below", "4",
                        "flow.interval", "9s",
                        "max-poll-records", "7",
                        "group-protocol", "consumer",
                        "remembered-events", "0",
                        "dead-letter-rejections", "true",
                        "beginning-after", "0s");
        assertThat(settings)
                .isEqualTo(
                        new StageSettings(
                                8,
                                0.5,
                                0.25,
                                new StageSettings.Window(10, 20, DataSize.ofMegabytes(1)),
                                new StageSettings.Retries(
                                        2,
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(2),
                                        Duration.ZERO),
                                Duration.ofSeconds(3),
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(1),
                                new StageSettings.Flow(5, 4, Duration.ofSeconds(9)),
                                7,
                                StageSettings.GroupProtocol.CONSUMER,
                                0,
                                true,
                                Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "max-in-flight, 0",
        "beginning-after, -1s",
        "interactive-reserve, 1.1",
        "batch-minimum, -0.1",
        "window.records, 0",
        "window.span, 499",
        "window.span, 20001",
        "window.bytes, 0",
        "retry.attempts, 0",
        "retry.base, 0s",
        "retry.longest, -1s",
        "retry.in-place, -1s",
        "drain-timeout, 0s",
        "revoke-timeout, -1s",
        "commit-interval, 0s",
        "queue-ttl-grace, -1s",
        "flow.pause-above, 0",
        "flow.resume-below, 10001",
        "flow.interval, 0s",
        "max-poll-records, 0",
        "remembered-events, -1"
    })
    void badValueIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> StageHarness.settings(key, value))
                .rootCause()
                .hasMessageContaining("xenlix.stage." + key);
    }

    @Test
    void sharesThatDoNotFitTogetherAreRefused() {
        assertThatThrownBy(
                        () ->
                                StageHarness.settings(
                                        "interactive-reserve", "0.8", "batch-minimum", "0.3"))
                .rootCause()
                .hasMessageContaining("xenlix.stage.interactive-reserve");
    }

    @ParameterizedTest
    @CsvSource({"bootstrap-servers, ' '", "partitions, 0", "replication-factor, 0"})
    void badBrokerSettingIsRefusedByName(String key, String value) {
        var binder =
                new Binder(
                        new MapConfigurationPropertySource(Map.of("xenlix.kafka." + key, value)));
        assertThatThrownBy(() -> binder.bindOrCreate("xenlix.kafka", KafkaSettings.class))
                .rootCause()
                .hasMessageContaining("xenlix.kafka." + key);
    }
}
