package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.runtime.StageHarness.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class FlowControlIT {

    @Test
    void batchLaneIsHeldBackWhileTheNextStageLagsAndInteractivePasses() {
        String broker = TestKafka.shared().bootstrapServers();
        try (StageHarness next = new StageHarness(broker, "slow");
                StageHarness stage = new StageHarness(broker, "fast")) {
            byte[] body =
                    EventCodec.encode(
                            StageHarness.request(StageHarness.order("backlog", Lane.BATCH)));
            for (int i = 0; i < 200; i++) {
                next.put(Lane.BATCH, "backlog-" + i, body, new RecordHeaders());
            }
            next.flush();
            var done = new AtomicInteger();
            StageSettings settings =
                    settings(
                            "flow.pause-above", "100",
                            "flow.resume-below", "50",
                            "flow.interval", "200ms");
            Step<CrawlRequest> step =
                    (_, _) -> {
                        done.incrementAndGet();
                        return Outcome.Done.of();
                    };
            stage.start(
                    stage.definition.feeding("slow", next::input), step, settings, stage.registry);
            // The poll loop hears of it within a poll.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> held(stage) == 1 && paused(stage) == StageHarness.PARTITIONS);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.registry.get("scan.stage.next.lag").gauge().value() == 200);

            for (int i = 0; i < 50; i++) {
                stage.scan(Lane.BATCH, "fast-batch-" + i);
            }
            stage.scan(Lane.INTERACTIVE, "fast-person");
            stage.flush();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(done).hasValue(1));
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> stage.heldBackPartitions() == StageHarness.PARTITIONS);
            assertThat(paused(stage)).isEqualTo(StageHarness.PARTITIONS);

            next.start((_, _) -> Outcome.Done.of(), settings());
            await().atMost(Duration.ofSeconds(60)).until(() -> done.get() == 51);
            assertThat(held(stage)).isZero();
        }
    }

    private static double paused(StageHarness stage) {
        return stage.registry.get("scan.stage.paused.partitions").gauge().value();
    }

    private static double held(StageHarness stage) {
        return stage.registry.get("scan.stage.held.back").tag("lane", "batch").gauge().value();
    }
}
