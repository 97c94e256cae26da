package com.xenlixai.scan.gateway.batch;

import static com.xenlixai.scan.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.RunningGateway;
import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.TestKafka;
import com.xenlixai.scan.local.embedded.TestPostgres;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BatchApiIT {

    private static final String BATCHES = "/api/v1/scan-batches";
    private static TestKafka broker;
    private static Database database;
    private static Path folder;
    private static RunningGateway gateway;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start(@TempDir Path state) {
        folder = state;
        broker = TestKafka.fresh();
        database = TestPostgres.freshDatabase();
        gateway = RunningGateway.start(broker, database, folder);
        var bytes = new ByteArraySerializer();
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers(),
                                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                                ScanPartitioner.class),
                        bytes,
                        bytes);
    }

    @AfterAll
    static void stop() {
        producer.close();
        gateway.close();
        broker.close();
    }

    @Test
    void aBatchIsCountedUntilItsEnd() throws Exception {
        HttpResponse<String> taken =
                gateway.send("POST", BATCHES, lines(100) + "nonsense\n\nhttp://[::1]/\n", TEXT);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        JsonNode body = json(taken);
        assertThat(body.get("accepted").intValue()).isEqualTo(100);
        assertThat(body.get("rejected").intValue()).isEqualTo(2);
        assertThat(body.get("rejections").get(0).get("line").intValue()).isEqualTo(101);
        assertThat(body.get("rejections").get(1).get("line").intValue()).isEqualTo(103);
        String batchId = body.get("batchId").stringValue();
        assertThat(taken.headers().firstValue("Location")).contains(BATCHES + "/" + batchId);

        JsonNode queued = awaitCounts(batchId, "QUEUED", 100);
        assertThat(queued.get("sealed").booleanValue()).isTrue();
        assertThat(queued.get("total").intValue()).isEqualTo(100);

        List<String> scans = scans(batchId);
        assertThat(scans).hasSize(100).doesNotHaveDuplicates();
        for (int i = 0; i < 100; i++) {
            tell(i < 60 ? stored(scans.get(i)) : failed(scans.get(i), Cause.DNS));
        }
        awaitCounts(batchId, "FAILED", 40);
        JsonNode over = awaitCounts(batchId, "FULL_READY", 60);
        assertThat(over.get("progress").intValue()).isEqualTo(100);
        assertThat(over.get("causes").get("DNS").intValue()).isEqualTo(40);
        assertThat(over.has("finishedAt")).isTrue();
        assertThat(gateway.send("DELETE", BATCHES + "/" + batchId, "").statusCode()).isEqualTo(409);
    }

    @Test
    void resultsComeInTheOrderOfTheLines() throws Exception {
        String batchId = take(lines(600), TEXT);
        awaitCounts(batchId, "QUEUED", 600);
        List<String> scans = scans(batchId);
        tell(failed(scans.get(299), Cause.HTTP_5XX));
        awaitCounts(batchId, "FAILED", 1);

        List<String> all =
                gateway.get(BATCHES + "/" + batchId + "/results").body().lines().toList();
        assertThat(all).hasSize(600);
        assertThat(all.get(299))
                .contains("\"line\":300", "HTTP_5XX", "https://www.example.com/299");

        HttpResponse<String> csv =
                gateway.get(BATCHES + "/" + batchId + "/results?format=csv&status=FAILED");
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines().toList()).hasSize(2);
        assertThat(csv.body()).startsWith("\"line\",\"scanId\"").contains("\"300\"");
        assertThat(gateway.get(BATCHES + "/" + batchId + "/results?format=xml").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatWasAcceptedIsListedAtOnceOrTheGatewaySaysThatItIsBehind() throws Exception {
        String list = BATCHES + "/" + take(lines(5_000), TEXT) + "/results";
        HttpResponse<String> answer = gateway.get(list);
        while (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            answer = gateway.get(list);
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> listed = answer.body().lines().toList();
        assertThat(listed).hasSize(5_000);
        assertThat(listed.getLast()).contains("\"line\":5000", "\"status\":\"QUEUED\"");
    }

    @Test
    void aCancelledBatchEndsAllItsScans() throws Exception {
        String batchId = take(lines(250), TEXT);
        tell(stored(scans(batchId).getFirst()));
        awaitCounts(batchId, "FULL_READY", 1);

        HttpResponse<String> cancel = gateway.send("DELETE", BATCHES + "/" + batchId, "");

        assertThat(cancel.statusCode()).isEqualTo(202);
        JsonNode over = awaitCounts(batchId, "CANCELLED", 249);
        assertThat(over.get("cancelled").booleanValue()).isTrue();
        assertThat(over.get("counts").get("FULL_READY").intValue()).isEqualTo(1);
    }

    @Test
    void theSameUploadWithTheSameKeyIsTheSameBatch() throws Exception {
        String[] headers = {"Content-Type", "application/x-ndjson", "Idempotency-Key", "monday"};
        String body = "\"https://www.example.com/a\"\n\"https://www.example.com/b\"\nrubbish\n";
        HttpResponse<String> first = gateway.send("POST", BATCHES, body, headers);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        await().until(
                        () ->
                                json(gateway.get(BATCHES + "/" + idOf(first)))
                                        .get("sealed")
                                        .booleanValue());

        HttpResponse<String> again = gateway.send("POST", BATCHES, body, headers);
        assertThat(again.body()).isEqualTo(first.body());
        HttpResponse<String> other =
                gateway.send("POST", BATCHES, "\"https://www.example.com/c\"\n", headers);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(awaitCounts(idOf(first), "QUEUED", 2).get("total").intValue()).isEqualTo(2);
    }

    @Test
    void aCutUploadGoesOnWithItsKey() throws Exception {
        String body = lines(400);
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            OutputStream out = socket.getOutputStream();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write(
                    ("POST "
                                    + BATCHES
                                    + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: text/plain\r\nIdempotency-Key: cut\r\n"
                                    + "Content-Length: "
                                    + bytes.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
        }
        String[] headers = {"Content-Type", "text/plain", "Idempotency-Key", "cut"};
        HttpResponse<String> again =
                await().atMost(Duration.ofSeconds(20))
                        .until(
                                () -> gateway.send("POST", BATCHES, body, headers),
                                answer -> answer.statusCode() == 202);
        assertThat(json(again).get("accepted").intValue()).isEqualTo(400);
        JsonNode whole = awaitCounts(idOf(again), "QUEUED", 400);
        assertThat(whole.get("total").intValue()).isEqualTo(400);
    }

    @Test
    void followersAreToldUntilTheEnd() throws Exception {
        String batchId = take("{\"urls\":[\"https://www.example.com/one\"]}", JSON);
        awaitCounts(batchId, "QUEUED", 1);
        HttpResponse<String> known = gateway.get(BATCHES + "/" + batchId);
        String tag = known.headers().firstValue("ETag").orElseThrow();
        assertThat(gateway.get(BATCHES + "/" + batchId, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        CompletableFuture<HttpResponse<String>> poll =
                gateway.http()
                        .sendAsync(
                                gateway.request(
                                        "GET",
                                        BATCHES + "/" + batchId + "?wait=30s",
                                        "",
                                        "If-None-Match",
                                        tag),
                                BodyHandlers.ofString());
        CompletableFuture<HttpResponse<Stream<String>>> events =
                gateway.http()
                        .sendAsync(
                                gateway.request("GET", BATCHES + "/" + batchId + "/events", ""),
                                BodyHandlers.ofLines());
        events.get(10, TimeUnit.SECONDS);
        assertThat(poll).isNotDone();

        tell(stored(scans(batchId).getFirst()));

        assertThat(json(poll.get(10, TimeUnit.SECONDS)).get("counts").get("FULL_READY").intValue())
                .isEqualTo(1);
        assertThat(events.get().body().filter(line -> line.startsWith("data:")).toList().getLast())
                .contains("finishedAt");
        assertThat(
                        gateway.get(
                                        BATCHES + "/" + batchId,
                                        "If-State-At-Least",
                                        "W/\"9.0.0.9.s.0\"")
                                .statusCode())
                .isEqualTo(503);
    }

    @Test
    void whatIsNoBatchIsRefused() throws Exception {
        assertThat(gateway.send("POST", BATCHES, "x", "Content-Type", "image/png").statusCode())
                .isEqualTo(415);
        assertThat(gateway.send("POST", BATCHES, "{\"url\":1}", JSON).statusCode()).isEqualTo(400);
        assertThat(
                        gateway.send("POST", BATCHES, "a,b\n1,2\n", "Content-Type", "text/csv")
                                .statusCode())
                .isEqualTo(400);
        assertThat(gateway.get(BATCHES + "/01nonsense").statusCode()).isEqualTo(404);
        assertThat(gateway.get(BATCHES + "/01nonsense/results").statusCode()).isEqualTo(404);
        assertThat(gateway.send("DELETE", BATCHES + "/01nonsense", "").statusCode()).isEqualTo(404);
    }

    private static final String[] TEXT = {"Content-Type", "text/plain"};
    private static final String[] JSON = {"Content-Type", "application/json"};

    private static String take(String body, String[] headers) throws Exception {
        HttpResponse<String> answer = gateway.send("POST", BATCHES, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return idOf(answer);
    }

    private static String idOf(HttpResponse<String> answer) {
        return json(answer).get("batchId").stringValue();
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "https://www.example.com/" + i + "\n")
                .collect(Collectors.joining());
    }

    private static JsonNode awaitCounts(String batchId, String status, int count) {
        return await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> json(gateway.get(BATCHES + "/" + batchId)),
                        document -> {
                            int sum = 0;
                            for (JsonNode value : document.get("counts")) {
                                sum += value.intValue();
                            }
                            assertThat(sum).isEqualTo(document.get("total").intValue());
                            return document.get("counts").get(status).intValue() == count
                                    && document.get("sealed").booleanValue();
                        });
    }

    /// Once the view has all of the batch's scans.
    private static List<String> scans(String batchId) throws Exception {
        int total = json(gateway.get(BATCHES + "/" + batchId)).get("total").intValue();
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () ->
                                gateway.get(BATCHES + "/" + batchId + "/results")
                                        .body()
                                        .lines()
                                        .map(BatchApiIT::scanId)
                                        .toList(),
                        scans -> scans.size() == total);
    }

    private static String scanId(String line) {
        return line.replaceAll(".*\"scanId\":\"([^\"]+)\".*", "$1");
    }

    private static void tell(StatusEvent event) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.SCAN_STATUS.name(),
                                event.getScanId().getBytes(StandardCharsets.UTF_8),
                                EventCodec.encode(event)))
                .get();
    }

    private static StatusEvent stored(String scanId) {
        return event(scanId, StatusKind.REPORT_STORED).build();
    }

    private static StatusEvent failed(String scanId, Cause cause) {
        return event(scanId, StatusKind.STAGE_FAILED)
                .setStage(Stage.CRAWL)
                .setFailure(new FailureDetail(cause, "The page could not be had.", Stage.CRAWL))
                .build();
    }

    private static StatusEvent.Builder event(String scanId, StatusKind kind) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, kind, null, 1))
                .setScanId(scanId)
                .setKind(kind)
                .setOccurredAt(Instant.now());
    }
}
