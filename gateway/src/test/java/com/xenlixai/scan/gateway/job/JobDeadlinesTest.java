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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        // That a scan no longer waits is found out when it is looked at.
        noted.removeIf(due -> due.kind() == Kind.QUEUE && !due.scanId().equals("waits"));
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
    void aTaskThatComesUpLooksAtAThousandThatWaitInASecond() {
        IntStream.range(0, 2_500).forEach(number -> tell(Events.accepted("scan-" + number)));
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        workOut(List.of());

        Map<Long, Long> bySecond =
                due(5_000).stream()
                        .collect(
                                Collectors.groupingBy(
                                        due -> due.atMillis() - Events.START.toEpochMilli(),
                                        TreeMap::new,
                                        Collectors.counting()));
        long halfAnHour = Duration.ofMinutes(30).toMillis();
        assertThat(bySecond)
                .isEqualTo(
                        Map.of(
                                halfAnHour,
                                1_000L,
                                halfAnHour + 1_000,
                                1_000L,
                                halfAnHour + 2_000,
                                500L));
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
    void whatWasTakenIsNotDueAgain() {
        index.put(new Due(Events.START.toEpochMilli(), Kind.RUN, "early"));
        assertThat(due()).extracting(Due::scanId).containsExactly("early");
        assertThat(due()).isEmpty();
    }

    @Test
    void nothingIsDueBeforeItsTimeAndAllOfItAQuarterOfASecondAfter() {
        for (int at = 1; at <= 2_000; at++) {
            index.put(new Due(at, Kind.RUN, Integer.toString(at)));
        }
        List<Integer> taken = new ArrayList<>();
        for (int now = 1; now <= 2_250; now++) {
            int then = now;
            List<Integer> due =
                    index.take(now, 5_000).stream()
                            .map(found -> Integer.valueOf(found.scanId()))
                            .toList();
            assertThat(due).allMatch(at -> at <= then && at > then - 250);
            taken.addAll(due);
        }
        assertThat(taken).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void whatFallsDueAtTheSameTimeIsWrittenTogether() {
        long at = Events.START.toEpochMilli();
        List<Due> all =
                IntStream.range(0, 1_234)
                        .mapToObj(number -> new Due(at, Kind.RUN, "scan-" + number))
                        .toList();
        all.forEach(index::put);
        index.put(new Due(at, Kind.QUEUE, "scan-0"));

        assertThat(index.take(at - 1, 5_000)).isEmpty();
        assertThat(entries()).isEqualTo(4);
        assertThat(due(5_000)).containsExactlyInAnyOrderElementsOf(withOneThatWaits(all));
        assertThat(entries()).isZero();
    }

    private static List<Due> withOneThatWaits(List<Due> all) {
        List<Due> more = new ArrayList<>(all);
        more.add(new Due(all.getFirst().atMillis(), Kind.QUEUE, "scan-0"));
        return more;
    }

    @Test
    void moreThanIsEnoughIsTakenTheNextTimes() {
        List<Due> all =
                IntStream.range(0, 5_000)
                        .mapToObj(number -> new Due(number * 250L, Kind.RUN, "scan-" + number))
                        .toList();
        all.forEach(index::put);
        List<Due> taken = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            List<Due> some = due(1_000);
            assertThat(some).hasSize(1_000);
            taken.addAll(some);
        }
        assertThat(taken).isEqualTo(all);
    }

    private long entries() {
        try (var all = driver.<Bytes, byte[]>getKeyValueStore(JobArbiter.DEADLINES).all()) {
            return Stream.generate(() -> all)
                    .takeWhile(Iterator::hasNext)
                    .map(Iterator::next)
                    .count();
        }
    }

    private void workOut(List<BatchCounts> batches) {
        new JobDeadlines(index, retirement.after(), RETENTION)
                .workOut(jobs, batches, Events.START.toEpochMilli());
    }

    private List<Due> due() {
        return due(100);
    }

    private List<Due> due(int enough) {
        return index.take(Events.START.plus(Duration.ofDays(365)).toEpochMilli(), enough);
    }

    private void tell(StatusEvent event) {
        arbiter.tell(event);
    }
}
