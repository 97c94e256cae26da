package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.StatusEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Stands in for the stages: tells what they would tell, on the real topic.
final class Pipeline implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    Pipeline(String bootstrapServers) {
        var bytes = new ByteArraySerializer();
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                                ScanPartitioner.class,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        bytes,
                        bytes);
    }

    void tell(StatusEvent event) throws ExecutionException, InterruptedException {
        producer.send(
                        new ProducerRecord<>(
                                Topics.SCAN_STATUS.name(),
                                event.getScanId().getBytes(StandardCharsets.UTF_8),
                                EventCodec.encode(event)))
                .get();
    }

    void tellAll(List<StatusEvent> events) throws ExecutionException, InterruptedException {
        for (StatusEvent event : events) {
            tell(event);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
