package com.xenlixai.scan.local.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventJsonTest {

    @Test
    void anEventIsOneLineWithItsPlaceItsTypeAndItsFields() {
        StatusEvent event =
                StatusEvent.newBuilder()
                        .setEventId("e-1")
                        .setScanId("s-1")
                        .setKind(StatusKind.STAGE_FAILED)
                        .setStage(Stage.CRAWL)
                        .setOccurredAt(Instant.parse("2026-11-24T03:00:00Z"))
                        .setFailure(
                                FailureDetail.newBuilder()
                                        .setCause(Cause.DNS)
                                        .setMessage("no such\nhost")
                                        .build())
                        .build();

        String line = EventJson.line(record(EventCodec.encode(event)));

        assertThat(line).doesNotContain("\n");
        JsonNode json = JsonMapper.shared().readTree(line);
        assertThat(json.path("topic").asString()).isEqualTo("scan-status");
        assertThat(json.path("offset").asLong()).isEqualTo(42);
        assertThat(json.path("key").asString()).isEqualTo("s-1");
        assertThat(json.path("type").asString()).isEqualTo("StatusEvent");
        assertThat(json.path("value").path("kind").asString()).isEqualTo("STAGE_FAILED");
        assertThat(json.path("value").path("occurredAt").asString())
                .isEqualTo("2026-11-24T03:00:00Z");
        assertThat(json.path("value").path("failure").path("cause").asString()).isEqualTo("DNS");
        assertThat(json.path("value").has("order")).isFalse();
    }

    @Test
    void poisonAndTombstonesAreToldAsWhatTheyAre() {
        JsonNode poison =
                JsonMapper.shared()
                        .readTree(
                                EventJson.line(record("garbage".getBytes(StandardCharsets.UTF_8))));
        assertThat(poison.path("undecodable").asString()).contains("not an Avro");
        assertThat(poison.path("bytes").asInt()).isEqualTo(7);
        assertThat(JsonMapper.shared().readTree(EventJson.line(record(null))).get("value").isNull())
                .isTrue();
    }

    @SuppressWarnings("NullAway") // a tombstone's value is null, which Kafka's types cannot say
    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        return new ConsumerRecord<>(
                "scan-status", 1, 42, "s-1".getBytes(StandardCharsets.UTF_8), value);
    }
}
