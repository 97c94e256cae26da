package com.xenlixai.scan.bench.throughput;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.bench.throughput.Measurement.Percentiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The pipeline as separate processes against the farm's 60 KB articles on 50 hosts: a batch from
/// upload to its last FULL_READY, a person's scans without and beside it, and the bare loop.
/// Everything, driver and farm too, shares the machine.
final class SystemBench {

    private static final int HOSTS = 50;
    private static final int CONCURRENCY = 64;
    private static final int WARM_UP = 1_000;
    private static final int PERSONAL_SCANS = 40;
    private static final Duration BATCH_WITHIN = Duration.ofMinutes(10);
    private static final Duration BETWEEN_PERSONAL = Duration.ofMillis(250);

    private final Path folder;
    private final int scans;

    SystemBench(Path folder, int scans) {
        this.folder = folder;
        this.scans = scans;
    }

    /// Measures that many runs after one warm-up.
    List<Measurement> run(int runs) throws IOException, InterruptedException, ExecutionException {
        List<Measurement> measurements = new ArrayList<>();
        try (SiteFarm farm = SiteFarm.start(HOSTS, 0);
                Cluster cluster = Cluster.start(plan(farm));
                var client = new BatchClient(cluster.gateway().uri("/"))) {
            new BareLoop(CONCURRENCY).run(urls(farm, 0, WARM_UP));
            awaitEnd(client, client.upload(urls(farm, 0, WARM_UP)));
            for (int run = 1; run <= runs; run++) {
                measurements.add(measure(farm, cluster, client, run));
            }
        }
        return measurements;
    }

    private Measurement measure(SiteFarm farm, Cluster cluster, BatchClient client, int run)
            throws IOException, InterruptedException, ExecutionException {
        long bareMillis = new BareLoop(CONCURRENCY).run(urls(farm, run * scans, scans)).toMillis();
        Percentiles idle = personalScans(farm, client, "idle" + run, PERSONAL_SCANS, null);
        Map<String, ProcessUsage> before = usage(cluster);
        long begin = System.nanoTime();
        String batch = client.upload(urls(farm, run * scans, scans));
        awaitEnd(client, batch);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, ProcessUsage> after = usage(cluster);
        // A second batch keeps the pipeline busy for the person beside it.
        String busy = client.upload(urls(farm, run * scans, scans));
        Percentiles beside = personalScans(farm, client, "beside" + run, PERSONAL_SCANS, busy);
        awaitEnd(client, busy);
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Long> memory = new LinkedHashMap<>();
        after.forEach(
                (name, usage) -> {
                    ProcessUsage earlier = before.getOrDefault(name, usage);
                    cpu.put(name, (usage.cpuSeconds() - earlier.cpuSeconds()) * 1000 / scans);
                    memory.put(name, usage.peakMegabytes());
                });
        return new Measurement(
                scans, scans / seconds, scans * 1000.0 / bareMillis, cpu, memory, idle, beside);
    }

    /// A person's scans one after another; beside a batch they end when the batch does.
    private static Percentiles personalScans(
            SiteFarm farm,
            BatchClient client,
            String tag,
            int count,
            @org.jspecify.annotations.Nullable String batch)
            throws IOException, InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (batch != null && ended(client.batch(batch, ""))) {
                break;
            }
            int host = i % HOSTS + 1;
            millis.add(client.scan(farm.url(host, "/library/" + i + "?person=" + tag)).toMillis());
            Thread.sleep(BETWEEN_PERSONAL);
        }
        return Percentiles.of(millis.stream().mapToLong(Long::longValue).toArray());
    }

    private static void awaitEnd(BatchClient client, String batch)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BATCH_WITHIN.toNanos();
        JsonNode state = client.batch(batch, "");
        while (!ended(state)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the batch does not end: " + state);
            }
            state = client.batch(batch, "?wait=5s");
        }
        int ready = state.path("counts").path("FULL_READY").asInt();
        if (ready != state.path("total").asInt()) {
            throw new IllegalStateException("not all scans came to a report: " + state);
        }
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
        return usage;
    }

    private ClusterPlan plan(SiteFarm farm) {
        ClusterPlan plan = ClusterPlan.oneOfEach(folder, farm.port());
        for (Map.Entry<String, String> setting :
                Map.of(
                                "XENLIX_CRAWL_PER_HOST_DELAY", "0ms",
                                "XENLIX_CRAWL_PER_HOST_CONCURRENCY", "4",
                                "XENLIX_CRAWL_CONCURRENCY", Integer.toString(CONCURRENCY))
                        .entrySet()) {
            plan = plan.with(setting.getKey(), setting.getValue());
        }
        return plan;
    }

    private static List<String> urls(SiteFarm farm, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> farm.url(i % HOSTS + 1, "/library/" + i % 500 + "?n=" + i))
                .toList();
    }
}
