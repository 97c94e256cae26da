package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.CommitMetadata;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StageProgress;
import com.xenlixai.scan.contract.event.StageState;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What every record passes in the engine, function by function: its event read and written, its
/// place in window and lanes, its progress, its trace. Figures are microseconds a record. It stands
/// in the engine's package to reach its inside, which nobody else may.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// The heap has its full size from the start: on a virtual machine the first touch of memory is
// dear, and would be what is measured.
@Fork(
        value = 2,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
public class HotPaths {

    private static final int RECORDS = 64;
    private static final int PAGE_BYTES = 60_000;
    private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_000L);

    private final StatusEvent status = status();
    private final byte[] statusBytes = EventCodec.encode(status);
    private final JobState job = job();
    private final byte[] jobBytes = EventCodec.encode(job);
    private final PageFetched page = page();
    private final byte[] pageBytes = EventCodec.encode(page);
    private final int[] order = shuffled();
    private final PartitionWindow halfDone = halfDone();
    private final List<Places.Waiting<Integer>> work = work();
    private final String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Benchmark
    public byte[] writeStatus() {
        return EventCodec.encode(status);
    }

    @Benchmark
    public StatusEvent readStatus() {
        return EventCodec.decode(statusBytes, StatusEvent.class);
    }

    @Benchmark
    public byte[] writeJob() {
        return EventCodec.encode(job);
    }

    @Benchmark
    public JobState readJob() {
        return EventCodec.decode(jobBytes, JobState.class);
    }

    @Benchmark
    public byte[] writePage() {
        return EventCodec.encode(page);
    }

    @Benchmark
    public PageFetched readPage() {
        return EventCodec.decode(pageBytes, PageFetched.class);
    }

    /// Taken in order, finished in any.
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long window() {
        var window = new PartitionWindow(0, CommitMetadata.none(), RECORDS, 4096);
        for (int offset = 0; offset < RECORDS; offset++) {
            window.take(offset);
        }
        for (int offset : order) {
            window.finish(offset);
        }
        return window.prefix();
    }

    /// What is committed while every other record of a window is finished.
    @Benchmark
    public OffsetAndMetadata progress() {
        return halfDone.progress(false);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int places() {
        var places = new Places<Integer>(16, 4, 4);
        Collection<Places.Waiting<Integer>> running = new ArrayList<>(places.submit(work));
        int ended = 0;
        while (!running.isEmpty()) {
            List<Places.Waiting<Integer>> next = new ArrayList<>();
            for (Places.Waiting<Integer> one : running) {
                ended++;
                Places.Waiting<Integer> successor = places.handOver(one);
                if (successor != null) {
                    next.add(successor);
                }
            }
            running = next;
        }
        return ended;
    }

    @Benchmark
    public Headers writeHeaders() {
        var headers = new RecordHeaders();
        EventHeaders.write(headers, status, status.getEventId(), "/stage/crawl", "scan", NOW);
        return headers;
    }

    @Benchmark
    public Optional<TraceParent> readTrace() {
        var headers = new RecordHeaders();
        headers.add("traceparent", trace.getBytes(StandardCharsets.UTF_8));
        return TraceParent.of(headers);
    }

    private static int[] shuffled() {
        int[] order = new int[RECORDS];
        var random = new SplittableRandom(7);
        for (int i = 0; i < RECORDS; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static PartitionWindow halfDone() {
        var window = new PartitionWindow(0, CommitMetadata.none(), 4 * RECORDS, 4096);
        for (int offset = 0; offset < 4 * RECORDS; offset++) {
            window.take(offset);
        }
        for (int offset = 1; offset < 4 * RECORDS; offset += 2) {
            window.finish(offset);
        }
        return window;
    }

    private static List<Places.Waiting<Integer>> work() {
        List<Places.Waiting<Integer>> work = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            work.add(new Places.Waiting<>(i, i % 4 == 0 ? Lane.INTERACTIVE : Lane.BATCH, 1_000));
        }
        return work;
    }

    private static StatusEvent status() {
        return StatusEvent.newBuilder()
                .setEventId("0198d1f0-7c1e-7aaa-8000-0123456789ab")
                .setScanId("01J9ZQ4T8N3V5W6X7Y8Z9A0B1C")
                .setKind(StatusKind.STAGE_FINISHED)
                .setStage(Stage.ANALYZE)
                .setAttempt(1)
                .setOccurredAt(NOW)
                .setDurationMillis(41)
                .setTraceId("4bf92f3577b34da6a3ce929d0e0e4736")
                .build();
    }

    /// A line of a batch whose first stage has begun.
    private static JobState job() {
        ScanOrder order =
                ScanOrder.newBuilder()
                        .setScanId("01J9ZQ4T8N3V5W6X7Y8Z9A0B1C")
                        .setBatchId("01J9ZQ4T8N3V5W6X7Y8Z9A0B1D")
                        .setBatchIndex(123_456)
                        .setUrl("https://shop.example/catalogue/lamps/123456")
                        .setSubmittedAt(NOW)
                        .build();
        List<StageProgress> stages = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            boolean begun = stage == Stage.CRAWL;
            stages.add(
                    StageProgress.newBuilder()
                            .setStage(stage)
                            .setState(begun ? StageState.RUNNING : StageState.WAITING)
                            .setStartedAt(begun ? NOW : null)
                            .build());
        }
        return JobState.newBuilder()
                .setOrder(order)
                .setScanId(order.getScanId())
                .setStatus(JobStatus.RUNNING)
                .setStage(Stage.CRAWL)
                .setVersion(2)
                .setStartedAt(NOW)
                .setUpdatedAt(NOW)
                .setStages(stages)
                .build();
    }

    private static PageFetched page() {
        String url = "http://127.0.0.1:8099/library/1";
        // What the bytes say does not matter: nothing on this path reads them.
        byte[] body = new byte[PAGE_BYTES];
        new SplittableRandom(7).nextBytes(body);
        return PageFetched.newBuilder()
                .setOrder(
                        ScanOrder.newBuilder()
                                .setScanId("01J9ZQ4T8N3V5W6X7Y8Z9A0B1C")
                                .setUrl(url)
                                .setSubmittedAt(NOW)
                                .build())
                .setFinalUrl(url)
                .setStatus(200)
                .setBody(ByteBuffer.wrap(body))
                .setFetchedAt(NOW)
                .setTimings(FetchTimings.newBuilder().build())
                .setRobots(RobotsDecision.newBuilder().setAllowed(true).build())
                .build();
    }
}
