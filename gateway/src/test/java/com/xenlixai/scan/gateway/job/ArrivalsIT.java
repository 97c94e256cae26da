package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Scans that the arbiter comes to late: behind a large upload, or after a standstill. Their ids are
/// older than a scan's usual way takes.
class ArrivalsIT {

    private static final String SECRET = "a secret of sixteen bytes";
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestGateway gateway;
    private static JobIds ids;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("xenlix.ids.secret=" + SECRET);
        Clock then = Clock.fixed(Instant.now().minus(LATE), ZoneOffset.UTC);
        ids = new JobIds(SECRET.getBytes(StandardCharsets.UTF_8), then, new Random());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aScanThatNobodyKnowsWhenTheArbiterHasReadEverythingIsNoMore() {
        String scanId = ids.mint(IdKind.SCAN, "default");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(scanId).statusCode()).isEqualTo(410));
    }

    @Test
    void markersOfTransactionsAtTheEndOfTheLogAreNotScansOnTheirWay() throws Exception {
        try (var obstacle = obstacle()) {
            obstacle.initTransactions();
            obstacle.beginTransaction();
            sendToEveryPartition(obstacle);
            obstacle.abortTransaction();
        }
        aScanThatNobodyKnowsWhenTheArbiterHasReadEverythingIsNoMore();
    }

    @Test
    void aScanThatTheArbiterHasNotComeToIsQueuedAndNotForgotten() throws Exception {
        String scanId = ids.mint(IdKind.SCAN, "default");
        // The arbiter reads what is committed: it stands still before a transaction that is open.
        try (var obstacle = obstacle();
                var pipeline = new Pipeline(gateway.kafka().bootstrapServers())) {
            obstacle.initTransactions();
            obstacle.beginTransaction();
            obstacle.send(
                            new ProducerRecord<>(
                                    Topics.SCAN_STATUS.name(),
                                    scanId.getBytes(StandardCharsets.UTF_8),
                                    new byte[0]))
                    .get();
            pipeline.tell(accepted(scanId));

            HttpResponse<String> answer = status(scanId);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"QUEUED\"", "\"version\":0");
            obstacle.abortTransaction();
        }
        await().atMost(PATIENCE)
                .until(() -> status(scanId).body().contains("https://www.example.com/late"));
    }

    @Test
    void linesThatTheArbiterHasNotComeToAreListed() throws Exception {
        try (var obstacle = obstacle()) {
            obstacle.initTransactions();
            obstacle.beginTransaction();
            sendToEveryPartition(obstacle);
            HttpResponse<String> upload =
                    gateway.send(
                            "POST",
                            "/api/v1/scan-batches",
                            "https://www.example.com/a\nhttps://www.example.com/b",
                            "Content-Type",
                            "text/plain");
            assertThat(upload.statusCode()).isEqualTo(202);
            String results = upload.headers().firstValue("Location").orElseThrow() + "/results";

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(gateway.get(results).body().lines())
                                            .hasSize(2)
                                            .allMatch(line -> line.contains("\"QUEUED\""))
                                            .noneMatch(line -> line.contains("example.com")));
            obstacle.abortTransaction();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(gateway.get(results).body().lines())
                                            .hasSize(2)
                                            .allMatch(line -> line.contains("example.com")));
        }
    }

    private static void sendToEveryPartition(KafkaProducer<byte[], byte[]> obstacle)
            throws Exception {
        for (PartitionInfo partition : obstacle.partitionsFor(Topics.SCAN_STATUS.name())) {
            obstacle.send(
                            new ProducerRecord<>(
                                    partition.topic(),
                                    partition.partition(),
                                    new byte[] {1},
                                    new byte[0]))
                    .get();
        }
    }

    private static KafkaProducer<byte[], byte[]> obstacle() {
        var bytes = new ByteArraySerializer();
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        gateway.kafka().bootstrapServers(),
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        ScanPartitioner.class,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "obstacle"),
                bytes,
                bytes);
    }

    private static HttpResponse<String> status(String scanId) {
        return gateway.get("/api/v1/scan-jobs/" + scanId + "/status");
    }

    private static StatusEvent accepted(String scanId) {
        StatusEvent event = Events.accepted(scanId, "https://www.example.com/late");
        return StatusEvent.newBuilder(event)
                .setOrder(
                        ScanOrder.newBuilder(event.getOrder())
                                .setTenant("default")
                                .setSubmittedAt(Instant.now())
                                .build())
                .build();
    }
}
