package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobArbiterTest {

    private static final String SCAN = "01scan";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobView view = new JobView();
    private final List<String> asked = new ArrayList<>();
    private final Retirement retirement = new Asking(asked);
    private ArbiterDriver arbiter;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> status;

    @BeforeEach
    void open(@TempDir Path folder) {
        arbiter = new ArbiterDriver(folder, registry, view, retirement);
        driver = arbiter.topology();
        status = arbiter.status();
    }

    @AfterEach
    void close() {
        arbiter.close();
    }

    @Test
    void anAcceptedScanBecomesAJobAndARequestToCrawl() {
        tell(Events.accepted(SCAN));

        TestRecord<byte[], byte[]> crawl = one(Topics.SCAN_CRAWL_INTERACTIVE);
        assertThat(text(crawl.key())).isEqualTo("example.com");
        CrawlRequest request = EventCodec.decode(crawl.value(), CrawlRequest.class);
        assertThat(request.getOrder().getScanId()).isEqualTo(SCAN);
        assertThat(request.getUrl()).isEqualTo("https://www.example.com/shop");
        assertThat(EventHeaders.get(crawl.headers(), EventHeaders.SUBJECT)).contains(SCAN);
        assertThat(jobs()).extracting(JobState::getStatus).containsExactly(JobStatus.QUEUED);
    }

    @Test
    void aPageThatIsRunAgainIsNotFetched() {
        tell(Events.acceptedAgain(SCAN, Stage.ANALYZE));

        assertThat(read(Topics.SCAN_CRAWL_INTERACTIVE)).isEmpty();
        assertThat(read(Topics.SCAN_CRAWL_BATCH)).isEmpty();
        assertThat(jobs()).extracting(JobState::getStatus).containsExactly(JobStatus.QUEUED);
    }

    @Test
    void aRepeatedAcceptanceOrdersNothingTwice() {
        tell(Events.accepted(SCAN));
        tell(Events.accepted(SCAN));

        assertThat(read(Topics.SCAN_CRAWL_INTERACTIVE)).hasSize(1);
        assertThat(jobs()).hasSize(1);
        assertThat(count("duplicate")).isEqualTo(1);
    }

    @Test
    void theWholePathIsToldStateByState() {
        Events.happyPath(SCAN).forEach(this::tell);

        List<JobState> jobs = jobs();
        assertThat(jobs.getLast().getStatus()).isEqualTo(JobStatus.FULL_READY);
        assertThat(jobs).extracting(JobState::getVersion).isSorted().doesNotHaveDuplicates();
        assertThat(read(Topics.SCAN_CONTROL)).isEmpty();
    }

    @Test
    void everyRecordOfAJobSaysItsStatusAndTheOneBeforeInItsHeaders() {
        Events.happyPath(SCAN).forEach(this::tell);

        String before = "NONE";
        for (TestRecord<byte[], byte[]> record : read(Topics.SCAN_JOBS)) {
            String status = event(record, JobState.class).getStatus().name();
            assertThat(EventHeaders.get(record.headers(), EventHeaders.JOB_STATUS))
                    .contains(status);
            assertThat(EventHeaders.get(record.headers(), StatusBefore.HEADER)).contains(before);
            before = status;
        }
        assertThat(before).isEqualTo("FULL_READY");
    }

    @Test
    void aCancelledScanIsToldToTheStages() {
        tell(Events.accepted(SCAN));
        tell(Events.of(SCAN, StatusKind.CANCEL_REQUESTED));

        ControlEntry entry = event(one(Topics.SCAN_CONTROL), ControlEntry.class);
        assertThat(entry.getKind()).isEqualTo(ControlKind.CANCELLED);
        assertThat(jobs().getLast().getStatus()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void theTimeoutCountsFromTheFirstRunningEvent() {
        tell(Events.accepted(SCAN));
        driver.advanceWallClockTime(Duration.ofHours(2));
        tell(Events.started(SCAN, Stage.CRAWL));
        driver.advanceWallClockTime(Duration.ofMinutes(4));
        assertThat(jobs().getLast().getStatus()).isEqualTo(JobStatus.RUNNING);

        driver.advanceWallClockTime(Duration.ofMinutes(2));

        JobState job = jobs().getLast();
        assertThat(job.getStatus()).isEqualTo(JobStatus.FAILED);
        assertThat(job.getFailure().getCause()).isEqualTo(Cause.TIMEOUT);
        assertThat(job.getFailure().getStage()).isEqualTo(Stage.CRAWL);
        ControlEntry entry = event(one(Topics.SCAN_CONTROL), ControlEntry.class);
        assertThat(entry.getKind()).isEqualTo(ControlKind.TIMED_OUT);
    }

    @Test
    void theQueuesLimitEndsWhatNeverRan() {
        tell(Events.accepted(SCAN));
        driver.advanceWallClockTime(Duration.ofHours(24).plusSeconds(2));

        JobState job = jobs().getLast();
        assertThat(job.getStatus()).isEqualTo(JobStatus.FAILED);
        assertThat(job.getFailure().getCause()).isEqualTo(Cause.EXPIRED);
    }

    @Test
    void aScanThatIsLookedAtWhileItWaitsEndsAtTheQueuesLimitAndNoSooner() {
        tell(Events.accepted(SCAN));
        for (int halfHours = 1; halfHours < 48; halfHours++) {
            driver.advanceWallClockTime(Duration.ofMinutes(30));
        }
        assertThat(jobs()).extracting(JobState::getStatus).containsExactly(JobStatus.QUEUED);

        driver.advanceWallClockTime(Duration.ofMinutes(30).plusSeconds(2));

        assertThat(jobs().getLast().getFailure().getCause()).isEqualTo(Cause.EXPIRED);
    }

    @Test
    void aFinishedScanDoesNotTimeOut() {
        Events.happyPath(SCAN).forEach(this::tell);
        driver.advanceWallClockTime(Duration.ofHours(30));

        assertThat(jobs().getLast().getStatus()).isEqualTo(JobStatus.FULL_READY);
        assertThat(read(Topics.SCAN_CONTROL)).isEmpty();
    }

    @Test
    void eventsOfAnUnknownScanAreHeldBackAndForgotten() {
        tell(Events.started(SCAN, Stage.CRAWL));
        assertThat(jobs()).isEmpty();
        assertThat(driver.getKeyValueStore(JobArbiter.JOBS).approximateNumEntries()).isEqualTo(1);

        driver.advanceWallClockTime(Duration.ofHours(2));

        assertThat(driver.getKeyValueStore(JobArbiter.JOBS).approximateNumEntries()).isZero();
    }

    @Test
    void anOrderThatComesLateFindsWhatCameBefore() {
        tell(Events.started(SCAN, Stage.CRAWL));
        tell(Events.accepted(SCAN));

        assertThat(jobs()).extracting(JobState::getStatus).containsExactly(JobStatus.RUNNING);
        driver.advanceWallClockTime(Duration.ofMinutes(6));
        assertThat(jobs().getLast().getFailure().getCause()).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void whatCannotBeReadIsKeptForPeopleAndTheRestGoesOn() {
        byte[] poison = "not an event".getBytes(StandardCharsets.UTF_8);
        status.pipeInput("some key".getBytes(StandardCharsets.UTF_8), poison);
        status.pipeInput(new TestRecord<>("null".getBytes(StandardCharsets.UTF_8), null));
        tell(Events.accepted(SCAN));

        List<TestRecord<byte[], byte[]>> dead = read(Topics.SCAN_DEAD_LETTERS);
        assertThat(dead).hasSize(2);
        assertThat(dead.getFirst().value()).isEqualTo(poison);
        assertThat(EventHeaders.get(dead.getFirst().headers(), "kafka_dlt-original-topic"))
                .contains("scan-status");
        assertThat(EventHeaders.get(dead.getFirst().headers(), "kafka_dlt-exception-message"))
                .contains("not an Avro single-object encoded event");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void aFinishedJobLeavesOnceItIsRetired() {
        Events.happyPath(SCAN).forEach(this::tell);
        driver.advanceWallClockTime(Duration.ofMinutes(59));
        assertThat(asked).isEmpty();
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        assertThat(asked).containsExactly(SCAN);
        driver.advanceWallClockTime(Duration.ofMinutes(11));
        assertThat(asked).containsExactly(SCAN, SCAN);

        tell(Events.of(SCAN, StatusKind.RETIRED));

        List<TestRecord<byte[], byte[]>> jobs = read(Topics.SCAN_JOBS);
        assertThat(jobs.getLast().value()).isNull();
        assertThat(view.find(SCAN)).isEmpty();
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aJobThatHasNotEndedIsNotRetired() {
        tell(Events.accepted(SCAN));
        tell(Events.of(SCAN, StatusKind.RETIRED));
        assertThat(jobs()).hasSize(1);
        assertThat(driver.getKeyValueStore(JobArbiter.JOBS).approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void theMetersTellWhatHappened() {
        Events.happyPath(SCAN).forEach(this::tell);
        tell(Events.accepted("02scan"));
        tell(Events.failed("02scan", Stage.CRAWL, Cause.DNS));
        tell(Events.started("02scan", Stage.CRAWL));

        assertThat(registry.get("scan.jobs.submitted").tag("mode", "single").counter().count())
                .isEqualTo(2);
        assertThat(registry.get("scan.jobs.finished").tag("outcome", "failed").counter().count())
                .isEqualTo(1);
        assertThat(count("stale")).isEqualTo(1);
        assertThat(registry.get("scan.job.teaser").timer().count()).isEqualTo(1);
    }

    private void tell(StatusEvent event) {
        arbiter.tell(event);
    }

    private double count(String result) {
        return registry.get("scan.status.events").tag("result", result).counter().count();
    }

    private List<JobState> jobs() {
        return read(Topics.SCAN_JOBS).stream()
                .map(record -> event(record, JobState.class))
                .toList();
    }

    private TestRecord<byte[], byte[]> one(TopicSpec topic) {
        List<TestRecord<byte[], byte[]>> records = read(topic);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private List<TestRecord<byte[], byte[]>> read(TopicSpec topic) {
        return driver.createOutputTopic(
                        topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static <T extends SpecificRecord> T event(
            TestRecord<byte[], byte[]> record, Class<T> type) {
        return EventCodec.decode(record.value(), type);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Notes what it is asked.
    static final class Asking extends Retirement {

        private final List<String> asked;

        Asking(List<String> asked) {
            super(
                    new NoArchive(),
                    new StatusWriter(new MockProducer<>(), Traces.none()),
                    Clock.systemUTC(),
                    Duration.ofHours(1));
            this.asked = asked;
        }

        @Override
        void ask(String scanId) {
            asked.add(scanId);
        }
    }
}
