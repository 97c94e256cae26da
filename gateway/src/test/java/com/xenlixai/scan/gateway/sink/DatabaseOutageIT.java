package com.xenlixai.scan.gateway.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.TopicDump;
import com.xenlixai.scan.gateway.report.SampleReports;
import com.xenlixai.scan.local.embedded.EmbeddedPostgres;
import com.xenlixai.scan.local.embedded.FreePort;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database goes away while reports come in, and comes back.
class DatabaseOutageIT {

    private static final int REPORTS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void reportsWaitForTheDatabaseAndNoneIsLostOrToldTooEarly() throws Exception {
        int port = FreePort.find();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port);
        try (TestGateway gateway =
                        TestGateway.start(
                                postgres.database(),
                                "xenlix.sink.longest-pause=1s",
                                "xenlix.database.acquire-timeout=1s",
                                "xenlix.database.statement-timeout=2s");
                var producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", gateway.kafka().bootstrapServers()),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            send(producer, "before");
            await().atMost(PATIENCE).until(() -> stored(gateway).contains("before"));

            postgres.close();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < REPORTS; i++) {
                ids.add("during-" + i);
                send(producer, "during-" + i);
            }
            HttpResponse<String> away = gateway.get("/api/v1/scan-jobs/before/teaser");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("retry-after")).isPresent();
            assertThat(stored(gateway)).containsExactly("before");

            postgres = EmbeddedPostgres.start(folder, port);
            await().atMost(PATIENCE).until(() -> stored(gateway).containsAll(ids));

            for (String id : ids) {
                assertThat(gateway.get("/api/v1/scan-jobs/" + id + "/teaser").statusCode())
                        .isEqualTo(200);
            }
            assertThat(
                            TopicDump.all(
                                    gateway.kafka().bootstrapServers(),
                                    Topics.SCAN_DEAD_LETTERS.name()))
                    .isEmpty();
        } finally {
            postgres.close();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String id) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.SCAN_REPORTS.name(),
                                id.getBytes(StandardCharsets.UTF_8),
                                EventCodec.encode(SampleReports.teaser(id))))
                .get();
    }

    private static List<String> stored(TestGateway gateway) {
        return TopicDump.all(gateway.kafka().bootstrapServers(), Topics.SCAN_STATUS.name()).stream()
                .map(record -> EventCodec.decode(record.value(), StatusEvent.class))
                .filter(event -> event.getKind() == StatusKind.TEASER_STORED)
                .map(StatusEvent::getScanId)
                .distinct()
                .toList();
    }
}
