package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.StatusEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

/// However the view comes to its records, it counts each job once, under the status that it has.
class JobViewWriterTest {

    private static final String TOPIC = "scan-jobs";
    private static final Clock CLOCK = Clock.fixed(Events.START, ZoneOffset.UTC);
    private static final long NOW = Events.START.toEpochMilli();
    private static final long OLD = NOW - Duration.ofHours(1).toMillis();

    private JobView view = new JobView();
    private final Continuity continuity = new Continuity(CLOCK);
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final KeyValueStore<Bytes, byte[]> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(JobTopology.VIEW),
                            Serdes.Bytes(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
    private JobViewWriter writer = writer();
    private long offset;

    /// A record of the topic, as the arbiter writes it.
    private record Written(JobState before, JobState after) {}

    @BeforeEach
    void open() {
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        writer.init(context);
    }

    private JobViewWriter writer() {
        return new JobViewWriter(
                view,
                new Waiters<>(10, Schedulers.immediate()),
                new AcceptedJobs(CLOCK),
                new JobMeters(new SimpleMeterRegistry()),
                continuity,
                CLOCK);
    }

    /// What was in memory is lost, the store is not, and the log is read again from there on.
    private void crash(long again, long end) {
        view = new JobView();
        writer = writer();
        writer.init(context);
        offset = again;
        beyond(end);
    }

    @Test
    void whatComesAtTheEndOfTheLogIsCountedAsTheRecordSays() {
        beyond(0);
        List<Written> records = written("01a");

        records.forEach(record -> take(record, NOW, true));

        assertThat(counts()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(view.find("01a").orElseThrow().getStatus()).isEqualTo(JobStatus.FULL_READY);
    }

    @Test
    void whatIsReadAgainAfterACrashChangesNothing() {
        List<Written> records = written("01a");
        records.forEach(record -> take(record, NOW, true));
        crash(1, records.size());

        records.subList(1, records.size()).forEach(record -> take(record, NOW, true));

        assertThat(counts()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(view.find("01a").orElseThrow().getStatus()).isEqualTo(JobStatus.FULL_READY);
    }

    @Test
    void aViewThatLagsBehindCompactionCountsWhatItHasItself() {
        beyond(0);
        List<Written> records = written("01a");

        take(records.getFirst(), OLD, true);
        take(records.getLast(), OLD, true);

        assertThat(counts()).containsExactly(0L, 0L, 0L, 1L);
    }

    @Test
    void recordsOfOlderGatewaysDoNotSayWhatWasBefore() {
        beyond(0);

        written("01a").forEach(record -> take(record, NOW, false));

        assertThat(counts()).containsExactly(0L, 0L, 0L, 1L);
    }

    @Test
    void afterARecordThatItCouldNotReadTheViewLooksAtWhatItHas() {
        beyond(0);
        List<Written> records = written("01a");
        take(records.getFirst(), NOW, true);

        take("01a", new byte[] {1, 2, 3}, new RecordHeaders(), NOW);
        take(records.getLast(), NOW, true);

        assertThat(counts()).containsExactly(0L, 0L, 0L, 1L);
    }

    @Test
    void aJobThatHasLeftIsCountedNoMore() {
        beyond(0);
        written("01a").forEach(record -> take(record, NOW, true));

        take("01a", null, new RecordHeaders(), NOW);

        assertThat(counts()).containsOnly(0L);
        assertThat(view.find("01a")).isEmpty();
    }

    /// Young and old records, with and without the header, of many scans in any order between them,
    /// with crashes that read a part again: counts are right, and no job goes back.
    @Test
    void countsAreRightWhateverHappens() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            List<Written> log = interleaved(seed, random);
            int crash = random.nextInt(log.size());
            int again = random.nextInt(crash + 1);
            long opened = offset;
            beyond(opened);
            log.subList(0, crash).forEach(record -> takeSomehow(record, random));
            crash(opened + again, opened + crash);
            log.subList(again, log.size()).forEach(record -> takeSomehow(record, random));
        }

        assertThat(counts()).containsExactly(0L, 0L, 0L, 200L * 5);
    }

    private List<Written> interleaved(int seed, Random random) {
        List<List<Written>> scans = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            scans.add(new ArrayList<>(written(seed + "scan" + i)));
        }
        List<Written> log = new ArrayList<>();
        while (!scans.isEmpty()) {
            List<Written> next = scans.get(random.nextInt(scans.size()));
            log.add(next.removeFirst());
            scans.removeIf(List::isEmpty);
        }
        return log;
    }

    private void takeSomehow(Written record, Random random) {
        take(record, random.nextBoolean() ? NOW : OLD, random.nextInt(4) > 0);
    }

    private static List<Written> written(String scanId) {
        List<Written> records = new ArrayList<>();
        JobState job = JobMachine.begin(scanId);
        for (StatusEvent event : Events.happyPath(scanId)) {
            JobState after = JobMachine.after(job, event);
            if (after != job) {
                records.add(new Written(job, after));
                job = after;
            }
        }
        return records;
    }

    private void beyond(long end) {
        continuity.onRestoreStart(new TopicPartition(TOPIC, 0), JobTopology.VIEW, 0, end);
    }

    private void take(Written record, long millis, boolean saysBefore) {
        Headers headers = new RecordHeaders();
        if (saysBefore) {
            StatusBefore.write(headers, record.before());
        }
        String scanId = record.after().getScanId();
        JobState known = view.find(scanId).orElse(record.after());
        take(scanId, EventCodec.encode(record.after()), headers, millis);
        assertThat(view.find(scanId).orElseThrow().getVersion())
                .isEqualTo(Math.max(known.getVersion(), record.after().getVersion()));
    }

    private void take(String scanId, byte @Nullable [] value, Headers headers, long millis) {
        context.setRecordMetadata(TOPIC, 0, offset++);
        byte[] key = scanId.getBytes(StandardCharsets.UTF_8);
        writer.process(new Record<>(key, value, millis, headers));
    }

    /// Queued, running, with a teaser, and ended well.
    private long[] counts() {
        return new long[] {
            view.count(JobStatus.QUEUED),
            view.count(JobStatus.RUNNING),
            view.count(JobStatus.TEASER_READY),
            view.count(JobStatus.FULL_READY)
        };
    }
}
