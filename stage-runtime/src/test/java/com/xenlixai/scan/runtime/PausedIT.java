package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.runtime.StageHarness.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A stage whose windows are full waits without work: KAFKA-21084 made paused consumers with
/// fetched records burn a core.
class PausedIT {

    private static final Duration MEASURED = Duration.ofSeconds(5);

    @ParameterizedTest
    @EnumSource(StageSettings.GroupProtocol.class)
    void pausedPartitionsCostUnderATenthOfACore(StageSettings.GroupProtocol protocol)
            throws Exception {
        String name = "paused" + StageMeters.label(protocol);
        var release = new CountDownLatch(1);
        try (StageHarness stage = new StageHarness(TestKafka.shared().bootstrapServers(), name)) {
            for (int i = 0; i < 2_000; i++) {
                stage.scan(Lane.BATCH, name + i);
            }
            stage.flush();
            stage.start(
                    (_, _) -> {
                        release.await();
                        return Outcome.Done.of();
                    },
                    settings(
                            "max-in-flight", "4",
                            "window.records", "20",
                            "max-poll-records", "20",
                            "drain-timeout", "1s",
                            "group-protocol", protocol.name()));
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    stage.registry
                                                    .get("scan.stage.paused.partitions")
                                                    .gauge()
                                                    .value()
                                            == StageHarness.PARTITIONS);
            long before = cpuOf("stage-" + name);
            // Not a wait for a condition: the time over which is measured.
            assertThat(release.await(MEASURED.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
            long used = cpuOf("stage-" + name) - before;
            double share = (double) used / MEASURED.toNanos();
            System.out.printf("paused, %s protocol: %.1f %% of a core%n", protocol, 100 * share);
            assertThat(share).isLessThan(0.10);
            release.countDown();
        }
    }

    /// Processor time of the threads of a consumer group's member.
    private static long cpuOf(String group) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && ofMember(info.getThreadName(), group))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }

    private static boolean ofMember(String thread, String group) {
        return thread.equals(group)
                || thread.startsWith("consumer_background_thread")
                || thread.startsWith("kafka-coordinator-heartbeat-thread | " + group);
    }
}
