package com.xenlixai.scan.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PipelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static TestGateway gateway;
    private static String first = "";

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start("xenlix.pipeline.interval=500ms", "xenlix.pipeline.window=2s");
        first = gateway.context().getBean(JobIds.class).mint(IdKind.SCAN, "default");
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", gateway.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < 7; i++) {
                var record =
                        new ProducerRecord<>(
                                Topics.SCAN_GENERATE_BATCH.name(),
                                0,
                                ("hash-" + i).getBytes(StandardCharsets.UTF_8),
                                new byte[] {1});
                EventHeaders.put(
                        record.headers(), EventHeaders.SUBJECT, i == 0 ? first : "scan-" + i);
                producer.send(record).get();
            }
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static JsonNode generate() {
        HttpResponse<String> answer = gateway.get("/api/v1/pipeline?history=true");
        return MAPPER.readTree(answer.body()).at("/stages/2");
    }

    @Test
    void lagOfAStageThatNobodyRunsIsSeen() {
        await().atMost(PATIENCE).until(() -> generate().at("/lag").asLong(0) == 7);

        JsonNode stage = generate();
        assertThat(stage.at("/stage").stringValue()).isEqualTo("GENERATE");
        assertThat(stage.at("/members").intValue()).isZero();
        assertThat(stage.at("/stalled").booleanValue()).isTrue();
        JsonNode batch = stage.at("/lanes/1");
        assertThat(batch.at("/lane").stringValue()).isEqualTo("batch");
        assertThat(batch.at("/headScanId").stringValue()).isEqualTo(first);
        assertThat(batch.at("/oldestSeconds").doubleValue()).isPositive();
        assertThat(batch.at("/verdict").stringValue()).isEqualTo("empty");
        assertThat(stage.at("/lanes/0/lag").longValue()).isZero();
    }

    @Test
    void aScanWhoseNextStageHasNoMemberSaysSo() {
        HttpResponse<String> taken =
                gateway.send(
                        "POST",
                        "/api/v1/scan-jobs",
                        "{\"url\":\"https://www.example.com/\"}",
                        "Content-Type",
                        "application/json");
        String status = MAPPER.readTree(taken.body()).at("/links/status").stringValue();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            JsonNode queue =
                                    MAPPER.readTree(gateway.get(status).body()).at("/queue");
                            assertThat(queue.at("/stalled").asBoolean(false)).isTrue();
                            assertThat(queue.at("/reason").asString("")).isEqualTo("NO_MEMBER");
                        });
    }

    @Test
    void metricsTellTheSame() {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                gateway.get("/metrics")
                                        .body()
                                        .contains(
                                                "kafka_consumergroup_lag{consumergroup=\"stage-generate\",partition=\"0\",topic=\"scan-generate-batch\"}"
                                                        + " 7.0"));

        assertThat(gateway.get("/metrics").body())
                .contains("kafka_consumergroup_members{consumergroup=\"stage-generate\"} 0.0")
                .contains(
                        "kafka_consumergroup_lag_status{consumergroup=\"stage-generate\",status=\"empty\"}"
                                + " 1.0")
                .contains("kafka_topic_partition_current_offset{")
                .contains("kafka_topic_partition_oldest_offset{")
                .contains("kafka_lag_sampler_last_success_timestamp_seconds")
                .contains("scan_lag_sample_seconds_bucket")
                .contains(
                        "kafka_consumergroup_lag_seconds{consumergroup=\"stage-generate\",topic=\"scan-generate-batch\"}");
    }

    @Test
    void whatWaitsIsCountedAndAgedExactly() throws Exception {
        String topic = Topics.SCAN_ANALYZE_BATCH.name();
        Instant oldest = Instant.now().minusSeconds(60);
        assertThat(gauge(gateway.get("/metrics").body(), "kafka_consumergroup_lag", topic))
                .isZero();
        for (int waiting : List.of(100, 10_000)) {
            fill(topic, waiting, oldest);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                String metrics = gateway.get("/metrics").body();
                                assertThat(gauge(metrics, "kafka_consumergroup_lag", topic))
                                        .isEqualTo(waiting);
                                assertThat(gauge(metrics, "kafka_consumergroup_lag_seconds", topic))
                                        .isCloseTo(
                                                Duration.between(oldest, Instant.now()).toMillis()
                                                        / 1e3,
                                                offset(2.0));
                            });
        }
    }

    /// Brings a topic to so many records, spread over its partitions, the first ones as old as that.
    private static void fill(String topic, int records, Instant oldest) throws Exception {
        int there = (int) gauge(gateway.get("/metrics").body(), "kafka_consumergroup_lag", topic);
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", gateway.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = there; i < records; i++) {
                long at = i == 0 ? oldest.toEpochMilli() : System.currentTimeMillis();
                byte[] value = {1};
                var _ = producer.send(new ProducerRecord<>(topic, i % 3, at, value, value));
            }
        }
    }

    private static double gauge(String metrics, String name, String topic) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(topic))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void gatewaysOwnGroupsAreThereToo() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            JsonNode document =
                                    MAPPER.readTree(gateway.get("/api/v1/pipeline").body());
                            assertThat(document.at("/gateway").valueStream())
                                    .anySatisfy(
                                            queue -> {
                                                assertThat(queue.at("/group").stringValue())
                                                        .isEqualTo("gateway-reports");
                                                assertThat(queue.at("/members").intValue())
                                                        .isPositive();
                                            });
                        });
    }
}
