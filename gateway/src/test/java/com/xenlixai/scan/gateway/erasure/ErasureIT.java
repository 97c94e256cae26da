package com.xenlixai.scan.gateway.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.TopicDump;
import com.xenlixai.scan.gateway.access.KeyedGateway;
import com.xenlixai.scan.gateway.report.SampleReports;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tenant is forgotten, and nobody else is.
class ErasureIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static KeyedGateway keyed;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        keyed = KeyedGateway.shared();
        gateway = keyed.gateway();
    }

    private static HttpResponse<String> call(String key, String method, String path) {
        return keyed.call(key, method, "/api/v1" + path, null, "application/json");
    }

    private static String scan(String key, String page) {
        HttpResponse<String> accepted =
                keyed.call(
                        key,
                        "POST",
                        "/api/v1/scan-jobs",
                        "{\"url\":\"https://secret.example.com/%s\"}".formatted(page),
                        "application/json");
        return MAPPER.readTree(accepted.body()).get("scanId").stringValue();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return MAPPER.readTree(answer.body());
    }

    @Test
    void allThatATenantHadIsGoneAndAllThatOthersHaveStays() throws Exception {
        String key = keyed.key("leaver", true, KeyedGateway.ALL);
        String other = keyed.key("stayer", true, KeyedGateway.ALL);
        String waiting = scan(key, "waiting");
        String reported = scan(key, "reported");
        String others = scan(other, "other");
        publish(reported, "leaver");
        publish(others, "stayer");
        HttpResponse<String> batch =
                keyed.call(
                        key,
                        "POST",
                        "/api/v1/scan-batches",
                        "https://secret.example.com/1\nhttps://secret.example.com/2\nnonsense\n",
                        "text/plain");
        String batchId = json(batch).get("batchId").stringValue();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                call(key, "GET", "/scan-jobs/" + reported + "/full").statusCode()
                                        == 200);

        HttpResponse<String> erasure = call(key, "DELETE", "/tenants/leaver?purge=true");

        assertThat(erasure.statusCode()).isEqualTo(202);
        assertThat(json(erasure).has("finishedAt")).isFalse();
        await().atMost(PATIENCE)
                .until(() -> json(call(key, "GET", "/tenants/leaver/erasure")).has("finishedAt"));
        for (String table : new String[] {"report", "unlock", "job_history"}) {
            assertThat(rows(table, "leaver")).as(table).isZero();
        }
        assertThat(json(call(key, "GET", "/scan-jobs")).get("jobs")).isEmpty();
        assertThat(call(key, "GET", "/scan-jobs/" + reported + "/full").statusCode())
                .isIn(404, 409, 410);
        assertThat(lastOf(Topics.SCAN_JOBS.name()).get(waiting)).isNull();
        assertThat(lastOf(Topics.SCAN_JOBS.name()).get(reported)).isNull();
        assertThat(lastOf(Topics.SCAN_BATCHES.name()).get(batchId)).isNull();

        assertThat(call(other, "GET", "/scan-jobs/" + others + "/full").statusCode())
                .isEqualTo(200);
        assertThat(rows("report", "stayer")).isEqualTo(1);
        byte[] theirs = lastOf(Topics.SCAN_JOBS.name()).get(others);
        assertThat(theirs).isNotNull();
        assertThat(EventCodec.decode(theirs, JobState.class).getOrder().getTenant())
                .isEqualTo("stayer");
    }

    @Test
    void whatIsOrderedAfterTheRequestStays() throws Exception {
        String key = keyed.key("returner", true, KeyedGateway.ALL);
        scan(key, "before");
        HttpResponse<String> erasure = call(key, "DELETE", "/tenants/returner?purge=true");
        Instant requested = Instant.parse(json(erasure).get("requestedAt").stringValue());
        await().until(() -> Instant.now().isAfter(requested.plusMillis(5)));
        String after = scan(key, "after");

        await().atMost(PATIENCE)
                .until(() -> json(call(key, "GET", "/tenants/returner/erasure")).has("finishedAt"));

        JsonNode jobs = json(call(key, "GET", "/scan-jobs")).get("jobs");
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).get("scanId").stringValue()).isEqualTo(after);
    }

    @Test
    void aSlipErasesNothing() {
        String key = keyed.key("careful", true, KeyedGateway.ALL);

        assertThat(call(key, "DELETE", "/tenants/careful").statusCode()).isEqualTo(400);
        assertThat(call(key, "DELETE", "/tenants/careful?purge=yes").statusCode()).isEqualTo(400);
        assertThat(call(key, "GET", "/tenants/careful/erasure").statusCode()).isEqualTo(404);
    }

    private static void publish(String id, String tenant) throws Exception {
        ScanOrder order = ScanOrder.newBuilder(SampleReports.order(id)).setTenant(tenant).build();
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", gateway.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.SCAN_REPORTS.name(),
                                    id.getBytes(StandardCharsets.UTF_8),
                                    EventCodec.encode(
                                            SampleReports.report(order, "Sourdough bread"))))
                    .get();
        }
    }

    private static Map<String, byte @Nullable []> lastOf(String topic) {
        Map<String, byte @Nullable []> last = new HashMap<>();
        TopicDump.all(gateway.kafka().bootstrapServers(), topic)
                .forEach(
                        record ->
                                last.put(
                                        new String(record.key(), StandardCharsets.UTF_8),
                                        record.value()));
        return last;
    }

    private static long rows(String table, String tenant) throws Exception {
        try (var connection =
                        DriverManager.getConnection(
                                gateway.database().jdbcUrl(),
                                gateway.database().username(),
                                gateway.database().password());
                var query =
                        connection.prepareStatement(
                                "select count(*) from " + table + " where tenant = ?")) {
            query.setString(1, tenant);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }
}
