package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.witness.Sighting.Poisoned;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Records that come twice, late, or from nowhere.
final class RecordFaults {

    private static final Duration INTO_THE_RUN = Duration.ofSeconds(3);
    private static final int POISON_EACH = 20;
    private static final List<TopicSpec> INPUTS =
            List.of(
                    Topics.SCAN_CRAWL_INTERACTIVE,
                    Topics.SCAN_CRAWL_BATCH,
                    Topics.SCAN_ANALYZE_INTERACTIVE,
                    Topics.SCAN_ANALYZE_BATCH,
                    Topics.SCAN_GENERATE_INTERACTIVE,
                    Topics.SCAN_GENERATE_BATCH);

    private RecordFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("F24", "every record so far comes once more", RecordFaults::again),
                Fault.of("F25", "status events once more, last first", RecordFaults::backwards),
                Fault.of("F26", "120 records that nobody can read", RecordFaults::poison));
    }

    private static void again(Scene scene) throws InterruptedException {
        Thread.sleep(INTO_THE_RUN);
        List<TopicSpec> all = new ArrayList<>(INPUTS);
        all.add(Topics.SCAN_REPORTS);
        all.add(Topics.SCAN_STATUS);
        for (TopicSpec topic : all) {
            scene.topics().repeat(scene.topics().records(topic, scene.begin()));
        }
    }

    private static void backwards(Scene scene) throws InterruptedException {
        Thread.sleep(INTO_THE_RUN);
        List<ConsumerRecord<byte[], byte[]>> told =
                scene.topics().records(Topics.SCAN_STATUS, scene.begin());
        scene.topics().repeat(told.reversed());
    }

    static void poison(Scene scene) throws InterruptedException {
        for (int i = 0; i < POISON_EACH; i++) {
            for (TopicSpec topic : INPUTS) {
                byte[] value = new byte[scene.random().nextInt(200)];
                scene.random().nextBytes(value);
                RecordMetadata written =
                        scene.topics()
                                .write(
                                        new ProducerRecord<>(
                                                topic.name(),
                                                ("poison-" + i).getBytes(StandardCharsets.UTF_8),
                                                value));
                scene.journal()
                        .write(
                                new Poisoned(
                                        written.topic(), written.partition(), written.offset()));
            }
        }
    }
}
