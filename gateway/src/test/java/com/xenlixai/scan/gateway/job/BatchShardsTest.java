package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The counts of batches, as the arbiter keeps and tells them.
class BatchShardsTest {

    private static final String BATCH = "01batch";
    private static final Duration RETENTION = ArbiterDriver.RETENTION;

    private ArbiterDriver arbiter;
    private TopologyTestDriver driver;

    @BeforeEach
    void open(@TempDir Path folder) {
        arbiter =
                new ArbiterDriver(
                        folder,
                        new SimpleMeterRegistry(),
                        new JobView(),
                        new JobArbiterTest.Asking(new ArrayList<>()));
        driver = arbiter.topology();
    }

    @AfterEach
    void close() {
        arbiter.close();
    }

    @Test
    void aBatchCountsItsJobsByWhereTheyStand() {
        accept(0, 1, 2, 3);
        tell(Events.started("scan1", Stage.CRAWL));
        tell(Events.failed("scan2", Stage.CRAWL, Cause.DNS));
        tell(Events.of("scan3", StatusKind.REPORT_STORED));

        BatchCounts counts = told().getLast();
        assertThat(counts.getStates())
                .isEqualTo(Map.of("QUEUED", 1, "RUNNING", 1, "FAILED", 1, "FULL_READY", 1));
        assertThat(counts.getCauses()).isEqualTo(Map.of("DNS", 1));
        assertThat(counts.getLastEnd()).isNotNull();
    }

    @Test
    void manyChangesAreToldAtOnceAndNoneTwice() {
        accept(0, 1, 2, 3);
        assertThat(told()).hasSize(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void repeatsChangeNothing() {
        accept(0, 1);
        tell(Events.of("scan1", StatusKind.REPORT_STORED));
        assertThat(told()).hasSize(1);

        accept(0, 1);
        tell(Events.of("scan1", StatusKind.REPORT_STORED));
        tell(Events.failed("scan1", Stage.CRAWL, Cause.DNS));

        assertThat(told()).isEmpty();
    }

    @Test
    void aJobThatHasLeftStaysCountedAndIsNotBegunAnewWhenItsLineComesAgain() {
        accept(0, 1);
        tell(Events.of("scan1", StatusKind.REPORT_STORED));
        tell(Events.of("scan1", StatusKind.RETIRED));
        BatchCounts before = told().getLast();
        assertThat(before.getStates()).isEqualTo(Map.of("QUEUED", 1, "FULL_READY", 1));
        drain(Topics.SCAN_CRAWL_BATCH.name());
        drain(Topics.SCAN_JOBS.name());

        accept(0, 1);

        assertThat(told()).isEmpty();
        assertThat(drain(Topics.SCAN_CRAWL_BATCH.name())).isEmpty();
        assertThat(drain(Topics.SCAN_JOBS.name())).isEmpty();
    }

    @Test
    void countsThatACrashKeptFromBeingToldAreToldAfterIt() {
        accept(0, 1);

        var afterCrash = new BatchShards(driver.getKeyValueStore(JobArbiter.SHARDS), 0);

        assertThat(afterCrash.tell())
                .singleElement()
                .satisfies(counts -> assertThat(counts.getStates()).isEqualTo(Map.of("QUEUED", 2)));
        assertThat(new BatchShards(driver.getKeyValueStore(JobArbiter.SHARDS), 0).tell()).isEmpty();
    }

    @Test
    void aBatchIsForgottenOnceItsRetentionIsOver() {
        accept(0, 1);
        tell(Events.of("scan0", StatusKind.REPORT_STORED));
        tell(Events.of("scan1", StatusKind.CANCEL_REQUESTED));
        told();
        driver.advanceWallClockTime(RETENTION.minusDays(1));
        assertThat(drain(Topics.SCAN_BATCH_COUNTS.name())).isEmpty();

        driver.advanceWallClockTime(Duration.ofDays(2));

        assertThat(drain(Topics.SCAN_BATCH_COUNTS.name()))
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.value()).isNull();
                            assertThat(new String(record.key(), StandardCharsets.US_ASCII))
                                    .isEqualTo(BATCH + "#0");
                        });
    }

    private void accept(int... positions) {
        for (int position : positions) {
            StatusEvent single = Events.accepted("scan" + position);
            ScanOrder order =
                    ScanOrder.newBuilder(single.getOrder())
                            .setBatchId(BATCH)
                            .setBatchIndex(position)
                            .setLane(Lane.BATCH)
                            .build();
            tell(
                    StatusEvent.newBuilder(single)
                            .setOrder(order)
                            .setBatchId(BATCH)
                            .setBatchIndex(position)
                            .build());
        }
    }

    private void tell(StatusEvent event) {
        arbiter.tell(event);
    }

    private List<BatchCounts> told() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        return drain(Topics.SCAN_BATCH_COUNTS.name()).stream()
                .map(record -> EventCodec.decode(record.value(), BatchCounts.class))
                .toList();
    }

    private List<TestRecord<byte[], byte[]>> drain(String topic) {
        return driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }
}
