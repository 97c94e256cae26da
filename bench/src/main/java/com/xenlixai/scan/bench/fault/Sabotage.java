package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.ChildProcess;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What would be a fault of the pipeline, done to it from outside: each must turn the count that it
/// names, or the programme proves nothing.
final class Sabotage {

    private static final Duration INTO_THE_RUN = Duration.ofSeconds(3);

    private Sabotage() {}

    static List<Fault> all() {
        return List.of(
                sabotage(
                        "M1",
                        "analyze counts waiting records as done",
                        "lost",
                        Sabotage::forgetRecords),
                sabotage("M2", "a verdict is told anew", "contradicted", Sabotage::contradict),
                sabotage(
                        "M10",
                        "reports vanish",
                        "unreadable",
                        scene -> {
                            Thread.sleep(INTO_THE_RUN);
                            StoreFaults.run(scene, "delete from report");
                        }),
                sabotage("M13", "dead letter of a good record", "poison", Sabotage::deadLetter));
    }

    private static Fault sabotage(String id, String name, String count, Fault.Action action) {
        return new Fault(id, name, Fault.Set.SABOTAGE, Fault.Stage.PLAIN, count, action);
    }

    /// As a consumer would that commits before it works, and is killed.
    private static void forgetRecords(Scene scene) throws InterruptedException {
        ChildProcess analyze = scene.cluster().instances(Service.ANALYZE).getFirst().process();
        analyze.kill();
        // Until the group has noticed, and crawl has given it something to forget.
        Thread.sleep(Duration.ofSeconds(15));
        scene.topics()
                .skip(
                        "stage-analyze",
                        List.of(Topics.SCAN_ANALYZE_INTERACTIVE, Topics.SCAN_ANALYZE_BATCH));
        analyze.start().awaitReady(ProcessFaults.READY_WITHIN);
    }

    private static void contradict(Scene scene) throws InterruptedException {
        Thread.sleep(INTO_THE_RUN);
        for (ConsumerRecord<byte[], byte[]> record :
                scene.topics().records(Topics.SCAN_JOBS, scene.begin())) {
            JobState state = EventCodec.decode(record.value(), JobState.class);
            if (state.getStatus() == JobStatus.FULL_READY) {
                JobState other = JobState.newBuilder(state).setStatus(JobStatus.FAILED).build();
                scene.topics()
                        .write(
                                new ProducerRecord<>(
                                        record.topic(),
                                        record.partition(),
                                        record.key(),
                                        EventCodec.encode(other)));
                return;
            }
        }
    }

    private static void deadLetter(Scene scene) throws InterruptedException {
        Thread.sleep(INTO_THE_RUN);
        ConsumerRecord<byte[], byte[]> good =
                scene.topics().records(Topics.SCAN_ANALYZE_INTERACTIVE, scene.begin()).getFirst();
        var letter =
                new ProducerRecord<>(Topics.SCAN_DEAD_LETTERS.name(), good.key(), good.value());
        letter.headers()
                .add("kafka_dlt-original-topic", good.topic().getBytes(StandardCharsets.UTF_8))
                .add("kafka_dlt-original-partition", bytes(4, good.partition()))
                .add("kafka_dlt-original-offset", bytes(8, good.offset()));
        scene.topics().write(letter);
    }

    private static byte[] bytes(int length, long number) {
        byte[] buffer = ByteBuffer.allocate(8).putLong(number).array();
        return Arrays.copyOfRange(buffer, 8 - length, 8);
    }
}
