package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FetchFinished;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// The frontier's own topology in virtual time: granted fetches take as long as a test says, and
/// their ends come back directly, or through the topic as those of another process do.
final class VirtualFrontier implements AutoCloseable {

    static final long START = 1_800_000_000_000L;
    static final Duration DELAY = Duration.ofSeconds(1);

    /// A grant that was made, without its record: a million of those would fill the memory.
    ///
    /// @param attempt as its header tells it; null for the first
    record Granted(
            String scan,
            String host,
            Lane lane,
            String batch,
            long at,
            boolean hopeless,
            @Nullable String attempt) {}

    /// A fetch under way.
    private record UnderWay(Granted granted, Grant grant, long ends) {}

    /// A wait that a scan was told of.
    record Told(String scan, Lane lane, Instant until) {}

    final List<Granted> granted = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final Set<Lane> heldBack = new HashSet<>();
    final Set<String> dead = new HashSet<>();
    final Credits credits;
    ToLongFunction<Granted> takes = _ -> 100;
    Consumer<FetchFinished.Builder> ending = end -> end.setStatus(200);
    boolean silent;
    boolean throughTheTopic;
    final List<Ended> toldToNextOwner = new ArrayList<>();

    private final TopologyTestDriver driver;
    private final Map<Lane, TestInputTopic<byte[], byte[]>> requests = new HashMap<>();
    private final TestInputTopic<byte[], byte[]> feedback;
    private final PriorityQueue<UnderWay> underWay =
            new PriorityQueue<>(Comparator.comparingLong(UnderWay::ends));
    private final Map<Integer, FrontierProcessor> processors = new ConcurrentHashMap<>();
    private final long tick;
    private long now;

    VirtualFrontier(FrontierSettings settings, int credits, Path folder) {
        this(settings, credits, folder, new HashMap<>(), START);
    }

    /// @param kept the stores' content, from a frontier before
    VirtualFrontier(
            FrontierSettings settings,
            int credits,
            Path folder,
            Map<String, TreeMap<Bytes, byte[]>> kept,
            long start) {
        this.credits = new Credits(credits, credits / 5, credits / 10, () -> 0, 1);
        now = start;
        tick = settings.tick().toMillis();
        var parts =
                new FrontierParts(
                        settings,
                        1,
                        DELAY,
                        url -> String.valueOf(URI.create(url).getHost()),
                        new Simulated("process-" + start),
                        this.credits,
                        new Random(1),
                        context -> context.currentSystemTimeMs(),
                        processors,
                        new AtomicInteger());
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "virtual");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver =
                new TopologyTestDriver(
                        FrontierTopology.of(parts, name -> SurvivingStore.of(name, kept)),
                        properties,
                        Instant.ofEpochMilli(start));
        for (Lane lane : Lane.values()) {
            requests.put(lane, input(Topics.crawl(lane).name()));
        }
        feedback = input(Topics.SCAN_CRAWL_FEEDBACK.name());
    }

    static FrontierSettings settings() {
        return new FrontierSettings(
                4,
                Duration.ofSeconds(45),
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                5,
                200_000,
                org.springframework.util.unit.DataSize.ofMegabytes(64),
                Duration.ofMillis(10),
                Path.of("unused"),
                org.springframework.util.unit.DataSize.ofMegabytes(64),
                1,
                0);
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        var bytes = new ByteArraySerializer();
        return driver.createInputTopic(topic, bytes, bytes);
    }

    long now() {
        return now;
    }

    void scan(Lane lane, String scan, String host) {
        scan(lane, scan, host, "default", null);
    }

    void scan(Lane lane, String scan, String host, String tenant, @Nullable String batch) {
        String url = "http://" + host + "/" + scan;
        ScanOrder order =
                ScanOrder.newBuilder()
                        .setScanId(scan)
                        .setTenant(tenant)
                        .setBatchId(batch)
                        .setUrl(url)
                        .setLane(lane)
                        .setSubmittedAt(Instant.ofEpochMilli(now))
                        .build();
        CrawlRequest request =
                CrawlRequest.newBuilder()
                        .setOrder(order)
                        .setUrl(url)
                        .setQueuedAt(Instant.ofEpochMilli(now))
                        .build();
        Headers headers = new RecordHeaders();
        EventHeaders.write(headers, request, scan, "/test", scan, Instant.ofEpochMilli(now));
        java.util.Objects.requireNonNull(requests.get(lane))
                .pipeInput(
                        new TestRecord<>(
                                site(host),
                                EventCodec.encode(request),
                                headers,
                                Instant.ofEpochMilli(now)));
    }

    /// The last two labels, as in the public suffix list's plain cases.
    private static byte[] site(String host) {
        String[] labels = host.split("\\.", -1);
        String site =
                labels.length < 3
                        ? host
                        : labels[labels.length - 2] + "." + labels[labels.length - 1];
        return site.getBytes(StandardCharsets.UTF_8);
    }

    /// Lets that much time pass.
    void pass(Duration time) {
        for (long end = now + time.toMillis(); now < end; ) {
            step(Math.min(end, now + tick));
        }
    }

    /// Lets time pass until so many grants were made and have ended.
    void untilGranted(int count, Duration most) {
        long end = now + most.toMillis();
        while ((granted.size() < count || !underWay.isEmpty()) && now < end) {
            step(now + tick);
        }
    }

    private void step(long to) {
        while (!underWay.isEmpty() && underWay.element().ends() <= to) {
            UnderWay next = underWay.remove();
            advance(next.ends());
            next.grant().credit().giveBack();
            if (!silent) {
                ended(next);
            }
        }
        advance(to);
    }

    private void advance(long to) {
        if (to > now) {
            long by = to - now;
            now = to;
            driver.advanceWallClockTime(Duration.ofMillis(by));
        }
    }

    /// Ends all fetches under way, and leaves it to the test to tell that.
    List<Ended> endAll() {
        List<Ended> ends = underWay.stream().map(this::end).toList();
        underWay.clear();
        return ends;
    }

    private void ended(UnderWay fetch) {
        Ended end = end(fetch);
        if (throughTheTopic) {
            feedback.pipeInput(site(fetch.granted().host()), EventCodec.encode(end.finished()));
        } else {
            task().ended(List.of(end));
        }
    }

    private Ended end(UnderWay fetch) {
        Granted granted = fetch.granted();
        FetchFinished.Builder end =
                FetchFinished.newBuilder()
                        .setScanId(granted.scan())
                        .setHost(granted.host())
                        .setAttemptId(fetch.grant().attempt().text())
                        .setEndedAt(Instant.ofEpochMilli(fetch.ends()));
        ending.accept(end);
        return new Ended(fetch.grant(), end.build());
    }

    List<Granted> grantedOf(Lane lane) {
        return granted.stream().filter(grant -> grant.lane() == lane).toList();
    }

    Granted grantOf(String scan) {
        return granted.stream()
                .filter(grant -> grant.scan().equals(scan))
                .findFirst()
                .orElseThrow(() -> new AssertionError(scan + " was not granted"));
    }

    Standing standing() {
        return task().standing();
    }

    /// The one partition's.
    FrontierProcessor task() {
        return java.util.Objects.requireNonNull(processors.get(0));
    }

    @Override
    public void close() {
        driver.close();
    }

    private final class Simulated implements Fetches {

        private final String owner;

        private Simulated(String owner) {
            this.owner = owner;
        }

        @Override
        public void start(Grant grant) {
            RequestKey key = grant.attempt().key();
            Headers headers = grant.record().headers();
            var made =
                    new Granted(
                            EventHeaders.get(headers, EventHeaders.SUBJECT).orElseThrow(),
                            key.host(),
                            key.lane(),
                            key.batch(),
                            now(),
                            grant.hopeless() != null,
                            EventHeaders.get(headers, "x-attempt").orElse(null));
            granted.add(made);
            underWay.add(new UnderWay(made, grant, now + takes.applyAsLong(made)));
        }

        @Override
        public void over(Attempt attempt) {}

        @Override
        public void tellNextOwner(List<Ended> ends) {
            toldToNextOwner.addAll(ends);
        }

        @Override
        public boolean running(Attempt attempt) {
            return underWay.stream().anyMatch(it -> it.grant().attempt().equals(attempt));
        }

        @Override
        public void tellWait(ConsumerRecord<byte[], byte[]> record, Lane lane, Instant until) {
            told.add(
                    new Told(
                            EventHeaders.get(record.headers(), EventHeaders.SUBJECT).orElseThrow(),
                            lane,
                            until));
        }

        @Override
        public void again(
                ConsumerRecord<byte[], byte[]> record, int attempt, @Nullable Instant deadline) {
            EventHeaders.put(record.headers(), "x-attempt", Integer.toString(attempt));
        }

        @Override
        public boolean holdsBack(Lane lane) {
            return heldBack.contains(lane);
        }

        @Override
        public String owner() {
            return owner;
        }

        @Override
        public boolean alive(String process) {
            return !dead.contains(process);
        }
    }
}
