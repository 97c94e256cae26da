package com.xenlixai.scan.gateway.page;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Says on the topics what the stages would say, when the test wants it said.
final class SimulatedStages implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    SimulatedStages(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "partitioner.class",
                                ScanPartitioner.class),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    void begin(String scanId, Stage stage) throws Exception {
        publish(Topics.SCAN_STATUS.name(), scanId, event(scanId, StatusKind.STAGE_STARTED, stage).build());
    }

    void finish(String scanId, Stage stage) throws Exception {
        publish(
                Topics.SCAN_STATUS.name(),
                scanId,
                event(scanId, StatusKind.STAGE_FINISHED, stage).setDurationMillis(412).build());
    }

    void fail(String scanId, Stage stage, Cause cause, String message) throws Exception {
        publish(
                Topics.SCAN_STATUS.name(),
                scanId,
                event(scanId, StatusKind.STAGE_FAILED, stage)
                        .setFailure(
                                FailureDetail.newBuilder()
                                        .setCause(cause)
                                        .setMessage(message)
                                        .setStage(stage)
                                        .build())
                        .build());
    }

    void report(String scanId, SpecificRecord report) throws Exception {
        publish(Topics.SCAN_REPORTS.name(), scanId, report);
    }

    private static StatusEvent.Builder event(String scanId, StatusKind kind, Stage stage) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, kind, stage, 1))
                .setScanId(scanId)
                .setKind(kind)
                .setStage(stage)
                .setOccurredAt(Instant.now());
    }

    private void publish(String topic, String key, SpecificRecord event) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                topic,
                                key.getBytes(StandardCharsets.UTF_8),
                                EventCodec.encode(event)))
                .get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
