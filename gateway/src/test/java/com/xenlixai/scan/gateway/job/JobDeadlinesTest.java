package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.job.DeadlineIndex.Due;
import com.xenlixai.scan.gateway.job.DeadlineIndex.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a task that comes up finds out about its deadlines is what the task before it had noted.
class JobDeadlinesTest {

    private static final Duration RETENTION = ArbiterDriver.RETENTION;

    private final Retirement retirement = new JobArbiterTest.Asking(new ArrayList<>());
    private ArbiterDriver arbiter;
    private TopologyTestDriver driver;
    private KeyValueStore<Bytes, byte[]> jobs;
    private DeadlineIndex index;

    @BeforeEach
    void open(@TempDir Path folder) {
        arbiter = new ArbiterDriver(folder, new SimpleMeterRegistry(), new JobView(), retirement);
        driver = arbiter.topology();
        jobs = driver.getKeyValueStore(JobArbiter.JOBS);
        index = new DeadlineIndex(driver.getKeyValueStore(JobArbiter.DEADLINES));
    }

    @AfterEach
    void close() {
        arbiter.close();
    }

    @Test
    void everyDeadlineFollowsFromTheJobs() {
        tell(Events.accepted("waits"));
        tell(Events.accepted("runs"));
        tell(
                Events.event("runs", StatusKind.STAGE_STARTED, Stage.CRAWL)
                        .setOccurredAt(Events.START)
                        .build());
        tell(Events.accepted("ended"));
        tell(
                StatusEvent.newBuilder(Events.failed("ended", Stage.CRAWL, Cause.DNS))
                        .setOccurredAt(Events.START)
                        .build());
        tell(
                Events.event("stray", StatusKind.STAGE_STARTED, Stage.CRAWL)
                        .setOccurredAt(Events.START)
                        .build());
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        List<Due> noted = due();
        assertThat(noted)
                .extracting(Due::kind)
                .containsExactlyInAnyOrder(Kind.QUEUE, Kind.RUN, Kind.RETIRE, Kind.FORGET);

        workOut(List.of());

        assertThat(due()).isEqualTo(noted);
    }

    @Test
    void aStageWhoseClockIsSlowEndsNoScanBeforeItsTime() {
        tell(Events.accepted("runs"));
        tell(
                Events.event("runs", StatusKind.STAGE_STARTED, Stage.CRAWL)
                        .setOccurredAt(Events.START.minus(Duration.ofDays(1)))
                        .build());

        workOut(List.of());

        assertThat(due())
                .containsExactly(
                        new Due(
                                Events.START.plus(Duration.ofMinutes(5)).toEpochMilli(),
                                Kind.RUN,
                                "runs"));
    }

    @Test
    void whatAnEarlierLifeHasLeftIsGone() {
        index.put(new Due(Events.START.toEpochMilli(), Kind.RETIRE, "long gone"));
        workOut(List.of());
        assertThat(due()).isEmpty();
    }

    @Test
    void aBatchThatIsOverIsForgottenInTimeAndOneThatGoesOnIsNot() {
        Instant end = Events.START.minus(Duration.ofDays(1));
        BatchCounts over =
                BatchCounts.newBuilder()
                        .setBatchId("over")
                        .setPart(0)
                        .setVersion(3)
                        .setStates(Map.of("FULL_READY", 2, "FAILED", 1))
                        .setCauses(Map.of("DNS", 1))
                        .setLastEnd(end)
                        .build();
        BatchCounts open =
                BatchCounts.newBuilder(over)
                        .setBatchId("open")
                        .setStates(Map.of("FULL_READY", 2, "RUNNING", 1))
                        .build();

        workOut(List.of(over, open));

        assertThat(due())
                .containsExactly(new Due(end.plus(RETENTION).toEpochMilli(), Kind.BATCH, "over"));
    }

    @Test
    void whatIsTakenBackBeforeItIsWrittenIsNotDueAndWhatWasWrittenBeforeNeitherIs() {
        var early = new Due(Events.START.toEpochMilli(), Kind.QUEUE, "early");
        var late = new Due(Events.START.toEpochMilli(), Kind.QUEUE, "late");
        index.put(early);
        assertThat(due()).containsExactly(early);
        index.remove(early);
        index.put(late);
        index.remove(late);
        assertThat(due()).isEmpty();
    }

    @Test
    void moreThanIsGatheredAtOnceIsDueAllTheSame() {
        List<Due> all =
                IntStream.range(0, 1_234)
                        .mapToObj(at -> new Due(at, Kind.RUN, "scan-" + at))
                        .toList();
        all.forEach(index::put);
        assertThat(index.dueBy(Events.START.toEpochMilli(), 5_000)).isEqualTo(all);
    }

    private void workOut(List<BatchCounts> batches) {
        new JobDeadlines(index, retirement.after(), RETENTION)
                .workOut(jobs, batches, Events.START.toEpochMilli());
    }

    private List<Due> due() {
        return index.dueBy(Events.START.plus(Duration.ofDays(365)).toEpochMilli(), 100);
    }

    private void tell(StatusEvent event) {
        arbiter.tell(event);
    }
}
