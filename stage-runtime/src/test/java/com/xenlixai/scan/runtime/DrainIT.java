package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.runtime.StageHarness.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class DrainIT {

    @Test
    void stopEndsInTimeAndWhatIsNotFinishedIsRunByTheNextOwner() {
        try (StageHarness stage =
                new StageHarness(TestKafka.shared().bootstrapServers(), "drain")) {
            Set<String> begun = ConcurrentHashMap.newKeySet();
            StageEngine first =
                    stage.start(
                            (request, _) -> {
                                String scan = request.getOrder().getScanId();
                                begun.add(scan);
                                Thread.sleep(
                                        scan.contains("slow")
                                                ? Duration.ofMinutes(5)
                                                : Duration.ofSeconds(2));
                                return Outcome.Done.of();
                            },
                            settings());
            for (int i = 0; i < 10; i++) {
                stage.scan(i % 2 == 0 ? Lane.BATCH : Lane.INTERACTIVE, "drain-quick-" + i);
                stage.scan(i % 2 == 0 ? Lane.BATCH : Lane.INTERACTIVE, "drain-slow-" + i);
            }
            stage.flush();
            await().atMost(Duration.ofSeconds(90)).until(() -> begun.size() == 20);

            long begin = System.nanoTime();
            first.stop();
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(taken).isLessThan(Duration.ofSeconds(15));
            assertThat(finished(stage)).isEqualTo(10);

            Set<String> again = ConcurrentHashMap.newKeySet();
            stage.start(
                    (request, _) -> {
                        again.add(request.getOrder().getScanId());
                        return Outcome.Done.of();
                    },
                    settings());
            await().atMost(Duration.ofSeconds(90)).until(() -> stage.lag() == 0);
            assertThat(finished(stage)).isEqualTo(20);
            assertThat(again).hasSize(10).allMatch(scan -> scan.startsWith("drain-slow-"));
        }
    }

    private static long finished(StageHarness stage) {
        return stage.statuses().stream()
                .filter(event -> event.getScanId().startsWith("drain-"))
                .filter(event -> event.getKind() == StatusKind.STAGE_FINISHED)
                .map(StatusEvent::getScanId)
                .distinct()
                .count();
    }
}
