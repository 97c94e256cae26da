package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.runtime.StageHarness.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/// Waits too long to keep a place: the record leaves and comes back.
class ParkingIT {

    private static final Duration LONG = Duration.ofSeconds(12);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Map<String, Instant> first = new ConcurrentHashMap<>();
    private final Map<String, Instant> second = new ConcurrentHashMap<>();

    /// Asks for a wait the first time, told by the scan's name, and is done the second time.
    private Outcome onceLater(CrawlRequest request, StepContext context) {
        String scan = request.getOrder().getScanId();
        if (context.attempt() == 1) {
            first.putIfAbsent(scan, Instant.now());
            return new Outcome.Retry(
                    new Failure(Cause.RATE_LIMITED, "429"), scan.contains("long") ? LONG : SHORT);
        }
        second.putIfAbsent(scan, Instant.now());
        return Outcome.Done.of();
    }

    private Duration waited(String scan) {
        return Duration.between(first.get(scan), second.get(scan));
    }

    @Test
    void parkedRecordsComeBackWhenDueWhateverIsParkedBeforeThem() {
        try (StageHarness stage = new StageHarness(TestKafka.shared().bootstrapServers(), "park")) {
            stage.start(this::onceLater, settings("retry.in-place", "0s", "max-in-flight", "4"));
            for (int i = 0; i < 20; i++) {
                stage.scan(Lane.BATCH, "park-long-" + i);
            }
            for (int i = 0; i < 20; i++) {
                stage.scan(Lane.BATCH, "park-short-" + i);
            }
            // A body too large to wait in memory.
            ScanOrder large =
                    ScanOrder.newBuilder(StageHarness.order("park-short-large", Lane.INTERACTIVE))
                            .setUrl("https://shop.example/" + "x".repeat(50_000))
                            .build();
            stage.scan(large, new RecordHeaders());

            stage.flush();
            await().atMost(Duration.ofSeconds(90)).until(() -> second.size() == 41);
            assertThat(second.keySet())
                    .allSatisfy(
                            scan -> {
                                // A short one must not stand behind the long ones before it.
                                if (scan.contains("long")) {
                                    assertThat(waited(scan)).isGreaterThanOrEqualTo(LONG);
                                } else {
                                    assertThat(waited(scan)).isBetween(SHORT, LONG);
                                }
                            });
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () ->
                                    assertThat(stage.statuses("park-short-large"))
                                            .extracting(StatusEvent::getKind)
                                            .containsExactly(
                                                    StatusKind.STAGE_STARTED,
                                                    StatusKind.STAGE_RETRYING,
                                                    StatusKind.STAGE_STARTED,
                                                    StatusKind.STAGE_FINISHED));
            assertThat(stage.statuses("park-short-large").get(1).getWaitUntil())
                    .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
        }
    }

    @Test
    void parkedRecordsSurviveTheirStage() {
        try (StageHarness stage =
                new StageHarness(TestKafka.shared().bootstrapServers(), "parkrestart")) {
            StageSettings settings = settings("retry.in-place", "0s");
            StageEngine before = stage.start(this::onceLater, settings);
            stage.scan(Lane.BATCH, "parkrestart-long");
            stage.flush();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    stage.statuses("parkrestart-long").stream()
                                            .map(StatusEvent::getKind)
                                            .anyMatch(StatusKind.STAGE_RETRYING::equals));
            before.stop();
            stage.start(this::onceLater, settings);
            await().atMost(Duration.ofSeconds(90)).until(() -> second.size() == 1);
            assertThat(waited("parkrestart-long")).isBetween(LONG, LONG.multipliedBy(2));
        }
    }
}
