package com.xenlixai.scan.bench.soak;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.JavaCommand;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.farm.SiteFarm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Scans of small pages at a steady rate with a retention of minutes, so that anything that is kept
/// for each scan shows as bytes a scan. The first quarter is warm-up.
final class Soak {

    private static final int HOSTS = 100;
    private static final long SEED = 20260917;
    private static final double HEAP_BYTES_A_SCAN = 16;
    private static final double ONE_IN_A_THOUSAND = 0.001;
    private static final double RESIDENT_SHARE_AN_HOUR = 0.02;
    private static final String STORES = "32MB";
    private static final String REMEMBERED_EVENTS = "5000";
    private static final Duration BATCH_EVERY = Duration.ofSeconds(5);

    private final Path folder;
    private final Duration length;
    private final Duration sampleEvery;
    private final int perSecond;
    private final int leakBytesAScan;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, List<JvmSample>> samples = new LinkedHashMap<>();
    private long posted;

    /// @param leakBytesAScan that analyze keeps on purpose, or 0
    Soak(Path folder, Duration length, Duration sampleEvery, int perSecond, int leakBytesAScan) {
        this.folder = folder;
        this.length = length;
        this.sampleEvery = sampleEvery;
        this.perSecond = perSecond;
        this.leakBytesAScan = leakBytesAScan;
    }

    /// One process's growth of one thing.
    ///
    /// @param first its value in the first sample
    /// @param last and in the last
    /// @param allowed by scan
    record Growth(String process, String what, long first, long last, Trend trend, double allowed) {

        boolean leaks() {
            return trend.exceeds(allowed);
        }

        @Override
        public String toString() {
            return "%s %-16s %-9s from %d to %d: %.4f a scan [%.4f, %.4f], allowed %.4f"
                    .formatted(
                            leaks() ? "LEAK" : "ok  ",
                            process,
                            what,
                            first,
                            last,
                            trend.slope(),
                            trend.low(),
                            trend.high(),
                            allowed);
        }
    }

    List<Growth> run() throws InterruptedException {
        try (SiteFarm farm = SiteFarm.start(HOSTS, 0);
                Cluster cluster = Cluster.start(plan(farm))) {
            long end = System.nanoTime() + length.toNanos();
            long nextSample = System.nanoTime() + length.toNanos() / 4;
            long nextBatch = System.nanoTime();
            while (System.nanoTime() < end) {
                post(cluster.gateway(), farm);
                if (System.nanoTime() > nextSample) {
                    nextSample += sampleEvery.toNanos();
                    sample(cluster);
                }
                nextBatch += BATCH_EVERY.toNanos();
                NANOSECONDS.sleep(nextBatch - System.nanoTime());
            }
        }
        List<Growth> growths = new ArrayList<>();
        samples.forEach((process, all) -> growths.addAll(growths(process, all)));
        return growths;
    }

    private void post(Instance gateway, SiteFarm farm) throws InterruptedException {
        int count = (int) (perSecond * BATCH_EVERY.toSeconds());
        List<String> urls =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        farm.url(
                                                (int) ((posted + i) % HOSTS) + 1,
                                                "/faq?n=" + (posted + i)))
                        .toList();
        HttpRequest request =
                HttpRequest.newBuilder(gateway.uri("/api/v1/scan-batches"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(String.join("\n", urls)))
                        .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 202) {
                throw new IllegalStateException("the batch was answered " + status);
            }
            posted += count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sample(Cluster cluster) throws InterruptedException {
        for (Instance instance : cluster.all()) {
            JvmSample sample = JvmSample.of(instance.process().pid(), posted);
            System.out.println(instance.process().name() + " " + sample);
            samples.computeIfAbsent(instance.process().name(), _ -> new ArrayList<>()).add(sample);
        }
    }

    private List<Growth> growths(String process, List<JvmSample> all) {
        double resident = all.getFirst().residentBytes();
        double scansAnHour = perSecond * 3_600.0;
        return List.of(
                growth(process, "heap", all, JvmSample::heapBytes, HEAP_BYTES_A_SCAN),
                growth(process, "classes", all, JvmSample::classes, ONE_IN_A_THOUSAND),
                growth(process, "threads", all, JvmSample::threads, ONE_IN_A_THOUSAND),
                growth(process, "files", all, JvmSample::files, ONE_IN_A_THOUSAND),
                growth(
                        process,
                        "resident",
                        all,
                        JvmSample::residentBytes,
                        RESIDENT_SHARE_AN_HOUR * resident / scansAnHour));
    }

    private static Growth growth(
            String process,
            String what,
            List<JvmSample> all,
            ToLongFunction<JvmSample> value,
            double allowed) {
        double[] x = all.stream().mapToDouble(JvmSample::scans).toArray();
        double[] y = all.stream().mapToLong(value).mapToDouble(n -> n).toArray();
        return new Growth(
                process,
                what,
                value.applyAsLong(all.getFirst()),
                value.applyAsLong(all.getLast()),
                Trend.of(x, y, new Random(SEED)),
                allowed);
    }

    private ClusterPlan plan(SiteFarm farm) {
        ClusterPlan plan =
                ClusterPlan.oneOfEach(folder, farm.port())
                        .with("XENLIX_CRAWL_PER_HOST_DELAY", "0ms")
                        // Reports and batches stay for a day at least, on disk.
                        .with("XENLIX_JOB_VIEW_RETENTION", "3m")
                        // So little that all that is bounded is full before the first sample.
                        .with("XENLIX_STAGE_REMEMBERED_EVENTS", REMEMBERED_EVENTS)
                        .with("XENLIX_JOB_MEMORY", STORES)
                        .with("XENLIX_CRAWL_FRONTIER_MEMORY", STORES)
                        .withJvmOptions(JavaCommand.optionsIn("xenlix.bench.jvm"));
        for (Service service : Service.values()) {
            plan = plan.with(service, "JDK_JAVA_OPTIONS", wholeHeap(service));
        }
        return leakBytesAScan == 0
                ? plan
                : plan.with(
                        Service.ANALYZE,
                        "JAVA_TOOL_OPTIONS",
                        "-javaagent:" + LeakAgent.jar(folder) + "=" + leakBytesAScan * perSecond);
    }

    /// Then the heap is resident from the start, and what resident memory gains is outside of it.
    private static String wholeHeap(Service service) {
        return "-Xms%dm -XX:+AlwaysPreTouch".formatted(service.heapMegabytes());
    }
}
