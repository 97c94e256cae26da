package com.xenlixai.scan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.TopicDump;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From the records of scan-reports to what a client reads, on a real broker and database.
class ReportsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static TestGateway gateway;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("xenlix.unlock.required=true");
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", gateway.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        producer.close();
    }

    private static String id() {
        return "scan-" + UUID.randomUUID();
    }

    private static void publish(String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    private static void report(String id, SpecificRecord report) throws Exception {
        publish(Topics.SCAN_REPORTS.name(), id, EventCodec.encode(report));
    }

    private static String path(String id, String part) {
        return "/api/v1/scan-jobs/" + id + "/" + part;
    }

    private static HttpResponse<String> whenThere(String id, String part, String... headers) {
        return await().atMost(PATIENCE)
                .until(
                        () -> gateway.get(path(id, part), headers),
                        answer -> answer.statusCode() != 404 && answer.statusCode() != 409);
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        return TopicDump.all(gateway.kafka().bootstrapServers(), topic);
    }

    private static List<StatusKind> told(String id) {
        return TopicDump.told(gateway.kafka().bootstrapServers(), id);
    }

    @Test
    void teaserIsReadableBeforeTheJobStateHearsOfIt() throws Exception {
        String id = id();
        report(id, SampleReports.teaser(id));

        await().atMost(PATIENCE).until(() -> told(id).contains(StatusKind.TEASER_STORED));

        HttpResponse<String> answer = gateway.get(path(id, "teaser"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(MAPPER.readTree(answer.body()).at("/scanId").stringValue()).isEqualTo(id);
    }

    @Test
    void teaserCountsKeyphrasesOnceTheFullReportIsThere() throws Exception {
        String id = id();
        report(id, SampleReports.teaser(id));
        report(id, SampleReports.report(id));
        await().atMost(PATIENCE).until(() -> told(id).contains(StatusKind.REPORT_STORED));

        JsonNode teaser = MAPPER.readTree(gateway.get(path(id, "teaser")).body());

        assertThat(teaser.at("/keyphraseCount").intValue()).isEqualTo(2);
        assertThat(told(id)).containsExactly(StatusKind.TEASER_STORED, StatusKind.REPORT_STORED);
    }

    @Test
    void fullReportOpensOnlyAfterTheUnlockWhichCountsOnce() throws Exception {
        String id = id();
        report(id, SampleReports.report(id));
        assertThat(whenThere(id, "full").statusCode()).isEqualTo(402);
        double before = conversions();

        HttpResponse<String> first = gateway.send("POST", path(id, "unlock"), null);
        HttpResponse<String> second = gateway.send("POST", path(id, "unlock"), null);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(conversions() - before).isEqualTo(1);
        HttpResponse<String> full = gateway.get(path(id, "full"));
        assertThat(full.statusCode()).isEqualTo(200);
        assertThat(MAPPER.readTree(full.body()).at("/keyphrases/0/phrase").stringValue())
                .isEqualTo("sourdough bread");
    }

    private static double conversions() {
        return gateway.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("scan_premium_conversions_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void unchangedReportIsNotSentTwice() throws Exception {
        String id = id();
        report(id, SampleReports.report(id));
        whenThere(id, "full");
        gateway.send("POST", path(id, "unlock"), null);
        String tag = gateway.get(path(id, "full")).headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = gateway.get(path(id, "full"), "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void browserGetsAPageThatRunsNothing() throws Exception {
        String id = id();
        report(id, SampleReports.report(SampleReports.order(id), "<script>alert(1)</script>"));
        whenThere(id, "full");
        gateway.send("POST", path(id, "unlock"), null);

        HttpResponse<String> page = gateway.get(path(id, "full"), "Accept", "text/html,*/*;q=0.8");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void firstReportStaysWhateverComesLater() throws Exception {
        String id = id();
        report(id, SampleReports.report(SampleReports.order(id), "First"));
        report(id, SampleReports.report(SampleReports.order(id), "Second"));
        await().atMost(PATIENCE).until(() -> told(id).size() == 2);
        gateway.send("POST", path(id, "unlock"), null);

        assertThat(MAPPER.readTree(gateway.get(path(id, "full")).body()).at("/page/title"))
                .hasToString("\"First\"");
    }

    @Test
    void unreadableRecordBecomesADeadLetterAndTheNextOneIsStored() throws Exception {
        String poison = id();
        String id = id();
        publish(Topics.SCAN_REPORTS.name(), poison, new byte[] {1, 2, 3});
        // The same key, so the same partition, behind the poison.
        publish(Topics.SCAN_REPORTS.name(), poison, EventCodec.encode(SampleReports.teaser(id)));

        assertThat(whenThere(id, "teaser").statusCode()).isEqualTo(200);
        List<ConsumerRecord<byte[], byte[]>> dead =
                all(Topics.SCAN_DEAD_LETTERS.name()).stream()
                        .filter(
                                record ->
                                        new String(record.key(), StandardCharsets.UTF_8)
                                                .equals(poison))
                        .toList();
        assertThat(dead).hasSize(1);
        assertThat(dead.getFirst().value()).containsExactly(1, 2, 3);
        assertThat(dead.getFirst().headers().lastHeader("kafka_dlt-original-topic").value())
                .isEqualTo(Topics.SCAN_REPORTS.name().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void failedScanHasNoReportAnyMore() throws Exception {
        String id = id();
        var failed =
                JobState.newBuilder()
                        .setScanId(id)
                        .setOrder(SampleReports.order(id))
                        .setStatus(JobStatus.FAILED)
                        .setVersion(3)
                        .setUpdatedAt(SampleReports.FETCHED)
                        .setFinishedAt(java.time.Instant.now())
                        .setFailure(
                                FailureDetail.newBuilder()
                                        .setCause(com.xenlixai.scan.contract.event.Cause.DNS)
                                        .setMessage("no such host")
                                        .build())
                        .build();
        publish(Topics.SCAN_JOBS.name(), id, EventCodec.encode(failed));

        HttpResponse<String> answer = whenThere(id, "full");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(MAPPER.readTree(answer.body()).at("/scanStatus").stringValue())
                .isEqualTo("FAILED");
    }

    @Test
    void unknownScanIsAProblemDocument() {
        HttpResponse<String> answer = gateway.get(path(id(), "teaser"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(MAPPER.readTree(answer.body()).at("/type").stringValue())
                .isEqualTo("urn:xenlix:problem:not-found");
    }

    @Test
    void twoReportsAreCompared() throws Exception {
        String before = id();
        String after = id();
        report(before, SampleReports.report(before));
        report(after, SampleReports.report(after));
        whenThere(before, "full");
        whenThere(after, "full");
        assertThat(gateway.get(path(before, "diff?with=" + after)).statusCode()).isEqualTo(402);
        gateway.send("POST", path(before, "unlock"), null);
        gateway.send("POST", path(after, "unlock"), null);

        JsonNode diff = MAPPER.readTree(gateway.get(path(before, "diff?with=" + after)).body());

        assertThat(diff.at("/persisting/0/id").stringValue()).isEqualTo("img.alt");
        assertThat(diff.at("/score/delta").doubleValue()).isZero();
        assertThat(gateway.get(path(before, "diff")).statusCode()).isEqualTo(400);
    }

    @Test
    void purgedScanLeavesNothingBehind() throws Exception {
        String id = id();
        report(id, SampleReports.teaser(id));
        var done =
                JobState.newBuilder()
                        .setScanId(id)
                        .setOrder(SampleReports.order(id))
                        .setStatus(JobStatus.FULL_READY)
                        .setVersion(9)
                        .setUpdatedAt(SampleReports.FETCHED)
                        .setFinishedAt(java.time.Instant.now())
                        .build();
        publish(Topics.SCAN_JOBS.name(), id, EventCodec.encode(done));
        whenThere(id, "teaser");
        await().atMost(PATIENCE)
                .until(
                        () ->
                                gateway.get("/api/v1/scan-jobs/" + id + "/status").statusCode()
                                        == 200);

        HttpResponse<String> purge =
                gateway.send("DELETE", "/api/v1/scan-jobs/" + id + "?purge=true", null);

        assertThat(purge.statusCode()).isEqualTo(204);
        await().atMost(PATIENCE).until(() -> gateway.get(path(id, "teaser")).statusCode() == 404);
    }
}
