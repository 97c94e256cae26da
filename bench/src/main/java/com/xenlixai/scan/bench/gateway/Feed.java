package com.xenlixai.scan.bench.gateway;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Tells the log what stages would tell, faster than stages could.
final class Feed implements AutoCloseable {

    /// What a scan goes through, in order.
    private static final List<Step> PATH =
            List.of(
                    new Step(StatusKind.STAGE_STARTED, Stage.CRAWL),
                    new Step(StatusKind.STAGE_FINISHED, Stage.CRAWL),
                    new Step(StatusKind.STAGE_STARTED, Stage.PARSE),
                    new Step(StatusKind.STAGE_FINISHED, Stage.ANALYZE),
                    new Step(StatusKind.TEASER_STORED, null),
                    new Step(StatusKind.STAGE_STARTED, Stage.GENERATE),
                    new Step(StatusKind.REPORT_STORED, null));

    private final Producer<byte[], byte[]> producer;

    private record Step(StatusKind kind, @Nullable Stage stage) {}

    Feed(String bootstrapServers) {
        var bytes = new ByteArraySerializer();
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "partitioner.class",
                                ScanPartitioner.class.getName(),
                                "compression.type",
                                "lz4",
                                "linger.ms",
                                5,
                                "batch.size",
                                256 << 10),
                        bytes,
                        bytes);
    }

    /// How many events take a scan from its acceptance to its report.
    static int steps() {
        return PATH.size();
    }

    /// One step of each scan.
    void tell(List<String> scanIds, int step) {
        scanIds.forEach(scanId -> send(scanId, PATH.get(step)));
        producer.flush();
    }

    /// All steps of all scans, so many events a second, until interrupted or done.
    void tell(List<String> scanIds, double perSecond) throws InterruptedException {
        long begin = System.nanoTime();
        long sent = 0;
        for (Step step : PATH) {
            for (String scanId : scanIds) {
                long due = begin + (long) (sent++ * 1e9 / perSecond);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                send(scanId, step);
            }
        }
        producer.flush();
    }

    private void send(String scanId, Step step) {
        StatusEvent event =
                StatusEvent.newBuilder()
                        .setEventId(EventIds.status(scanId, step.kind(), step.stage(), 1))
                        .setScanId(scanId)
                        .setKind(step.kind())
                        .setStage(step.stage())
                        .setOccurredAt(Instant.now())
                        .build();
        var message =
                new ProducerRecord<>(
                        Topics.SCAN_STATUS.name(),
                        scanId.getBytes(StandardCharsets.UTF_8),
                        EventCodec.encode(event));
        EventHeaders.write(
                message.headers(),
                event,
                event.getEventId(),
                "/bench",
                scanId,
                event.getOccurredAt());
        // A lost event shows as one that the gateway never counts.
        var _ = producer.send(message);
    }

    @Override
    public void close() {
        producer.close();
    }
}
