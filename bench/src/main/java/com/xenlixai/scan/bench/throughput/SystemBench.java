package com.xenlixai.scan.bench.throughput;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.bench.throughput.Measurement.Percentiles;
import com.xenlixai.scan.bench.throughput.Measurement.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The pipeline as separate processes against the farm's 60 KB articles on 50 hosts: a batch from
/// upload to its last FULL_READY; people's scans without and beside a large batch, and status
/// polls beside it; and the bare loop. Everything, driver and farm too, shares the machine.
final class SystemBench {

    private static final int HOSTS = 50;
    private static final int CONCURRENCY = 64;
    private static final double PEOPLE_PER_SECOND = 2;
    private static final double POLLS_PER_SECOND = 2_000;
    private static final int POLLED_SCANS = 100;
    private static final Duration BATCH_WITHIN = Duration.ofMinutes(15);

    private final Path folder;
    private final Size size;
    private final List<String> jvmOptions;
    private final Consumer<String> progress;

    /// How much is measured.
    ///
    /// @param scans of the batch that is timed
    /// @param warmUp scans before anything is timed
    /// @param background URLs of the batch that people and polls run beside
    /// @param people scans of people, in each of the two phases
    /// @param polling how long status is polled
    record Size(int scans, int warmUp, int background, int people, Duration polling) {}

    /// @param folder where data and logs go
    /// @param jvmOptions options for every service's JVM beside the usual ones
    /// @param progress told of each figure as soon as it is there
    SystemBench(Path folder, Size size, List<String> jvmOptions, Consumer<String> progress) {
        this.folder = folder;
        this.size = size;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.progress = progress;
    }

    /// Measures that many runs after one warm-up.
    List<Measurement> run(int runs) throws IOException, InterruptedException, ExecutionException {
        List<Measurement> measurements = new ArrayList<>();
        try (SiteFarm farm = SiteFarm.start(HOSTS, 0);
                Cluster cluster = Cluster.start(plan(farm));
                var client = new BatchClient(cluster.gateway().uri("/"))) {
            progress.accept("ready; warming up");
            new BareLoop(CONCURRENCY).run(urls(farm, "warm", size.warmUp()));
            awaitReports(client, client.upload(urls(farm, "warm", size.warmUp())));
            new PersonalScans(client, farm).run("warm", size.people(), PEOPLE_PER_SECOND * 4);
            for (int run = 1; run <= runs; run++) {
                measurements.add(measure(farm, cluster, client, "run" + run));
            }
        }
        return measurements;
    }

    private Measurement measure(SiteFarm farm, Cluster cluster, BatchClient client, String run)
            throws IOException, InterruptedException, ExecutionException {
        List<String> urls = urls(farm, run, size.scans());
        progress.accept(run);
        double bareSeconds = new BareLoop(CONCURRENCY).run(urls).toNanos() / 1e9;
        progress.accept("bare loop %.0f/s".formatted(size.scans() / bareSeconds));
        var people = new PersonalScans(client, farm);
        Percentiles idle = people.run(run + "idle", size.people(), PEOPLE_PER_SECOND);
        progress.accept("people, idle: " + idle);

        Map<String, ProcessUsage> before = usage(cluster);
        long begin = System.nanoTime();
        awaitReports(client, client.upload(urls));
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, ProcessUsage> after = usage(cluster);

        progress.accept("batch %.0f/s".formatted(size.scans() / seconds));
        shares(before, after, after).forEach((name, share) -> progress.accept(name + " " + share));
        List<String> large = urls(farm, run + "large", size.background());
        begin = System.nanoTime();
        String busy = client.upload(large);
        double uploaded = size.background() / ((System.nanoTime() - begin) / 1e9);
        Percentiles beside = people.run(run + "beside", size.people(), PEOPLE_PER_SECOND);
        progress.accept("upload %.0f/s; people beside: %s".formatted(uploaded, beside));
        StatusPolls.Outcome polls =
                new StatusPolls(
                                cluster.gateway().uri("/"),
                                client.scanIds(busy, POLLED_SCANS),
                                POLLS_PER_SECOND)
                        .run(size.polling());
        progress.accept("polls beside: " + polls);
        endBackground(client, busy);
        return new Measurement(
                size.scans(),
                size.scans() / seconds,
                size.scans() / bareSeconds,
                shares(before, after, usage(cluster)),
                idle,
                uploaded,
                beside,
                polls);
    }

    private Map<String, Share> shares(
            Map<String, ProcessUsage> before,
            Map<String, ProcessUsage> after,
            Map<String, ProcessUsage> last) {
        Map<String, Share> shares = new LinkedHashMap<>();
        after.forEach(
                (name, usage) -> {
                    ProcessUsage earlier = before.getOrDefault(name, usage);
                    double cpu = (usage.cpuSeconds() - earlier.cpuSeconds()) * 1_000 / size.scans();
                    shares.put(
                            name, new Share(cpu, last.getOrDefault(name, usage).peakMegabytes()));
                });
        return shares;
    }

    /// A background batch that ended by itself was too small: people and polls ran beside nothing.
    private static void endBackground(BatchClient client, String batch)
            throws IOException, InterruptedException {
        if (ended(client.batch(batch, ""))) {
            throw new IllegalStateException("the batch in the background ended too early");
        }
        client.cancel(batch);
        awaitEnd(client, batch);
    }

    private static void awaitReports(BatchClient client, String batch)
            throws IOException, InterruptedException {
        JsonNode state = awaitEnd(client, batch);
        int ready = state.path("counts").path("FULL_READY").asInt();
        if (ready != state.path("total").asInt()) {
            throw new IllegalStateException("not all scans came to a report: " + state);
        }
    }

    private static JsonNode awaitEnd(BatchClient client, String batch)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BATCH_WITHIN.toNanos();
        JsonNode state = client.batch(batch, "");
        while (!ended(state)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the batch does not end: " + state);
            }
            state = client.batch(batch, "?wait=5s");
        }
        return state;
    }

    private static boolean ended(JsonNode state) {
        return state.has("finishedAt");
    }

    private static Map<String, ProcessUsage> usage(Cluster cluster) {
        Map<String, ProcessUsage> usage = new LinkedHashMap<>();
        for (Instance instance : cluster.all()) {
            usage.put(instance.process().name(), ProcessUsage.of(instance.process().pid()));
        }
        usage.put("broker", ProcessUsage.of(cluster.broker().pid()));
        usage.put("postgres", ProcessUsage.ofTree(cluster.postmaster()));
        usage.put("driver", ProcessUsage.of(ProcessHandle.current().pid()));
        return usage;
    }

    private ClusterPlan plan(SiteFarm farm) {
        return ClusterPlan.oneOfEach(folder, farm.port())
                .with("XENLIX_CRAWL_PER_HOST_DELAY", "0ms")
                .with("XENLIX_CRAWL_PER_HOST_CONCURRENCY", "4")
                .with("XENLIX_CRAWL_CONCURRENCY", Integer.toString(CONCURRENCY))
                .withJvmOptions(jvmOptions);
    }

    private static List<String> urls(SiteFarm farm, String tag, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> farm.url(i % HOSTS + 1, "/library/" + i % 500 + "?n=" + tag + i))
                .toList();
    }
}
