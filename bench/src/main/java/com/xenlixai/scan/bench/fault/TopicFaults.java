package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/// Topics that are missing, or that the broker tidies up under a run.
final class TopicFaults {

    private static final Duration AWHILE = Duration.ofSeconds(15);
    private static final Duration TIDIED_WITHIN = Duration.ofSeconds(90);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final String ARBITER = "gateway-arbiter";

    /// As little history as a broker can be made to keep.
    private static final Map<String, String> TIDY =
            Map.of(
                    TopicConfig.SEGMENT_MS_CONFIG, "1000",
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.01",
                    TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "1000",
                    TopicConfig.DELETE_RETENTION_MS_CONFIG, "100");

    private static final List<TopicSpec> COMPACTED =
            List.of(Topics.SCAN_JOBS, Topics.SCAN_BATCHES, Topics.SCAN_BATCH_COUNTS);

    private TopicFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("F27", "no topic for dead letters for 15 s", TopicFaults::noDeadLetters),
                Fault.of("F32", "history tidied away, gateways begin anew", TopicFaults::tidied));
    }

    /// Comes before other faults that bury records: the topic is a new one afterwards.
    private static void noDeadLetters(Scene scene) throws InterruptedException {
        scene.topics()
                .without(
                        Topics.SCAN_DEAD_LETTERS,
                        () -> {
                            RecordFaults.poison(scene);
                            Thread.sleep(AWHILE);
                        });
    }

    /// What the arbiter has read is deleted, what later records replace is compacted, and then the
    /// gateways must make do with what is left.
    private static void tidied(Scene scene) throws InterruptedException {
        RawTopics topics = scene.topics();
        int before = topics.records(Topics.SCAN_JOBS, scene.begin()).size();
        topics.configure(COMPACTED, TIDY);
        try {
            topics.deleteRead(ARBITER, Topics.SCAN_STATUS);
            long deadline = System.nanoTime() + TIDIED_WITHIN.toNanos();
            while (topics.records(Topics.SCAN_JOBS, scene.begin()).size() >= before) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the broker has compacted nothing");
                }
                Thread.sleep(GLANCE);
            }
            StoreFaults.wipe(scene);
        } finally {
            topics.unconfigure(COMPACTED, TIDY.keySet());
        }
    }
}
