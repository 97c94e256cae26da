package com.xenlixai.scan.bench.scale;

import com.xenlixai.scan.bench.cluster.ChildProcess;
import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.contract.event.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// One batch against a stage that mostly waits, with 1, 2 and then 4 instances of it, then one
/// less. Crawl waits for sites, in the whole pipeline, and what is counted are scans that the gateway
/// calls ended. Analyze and generate are made to wait, work alone on what there is for them in the
/// log, and what is counted is what they tell: else two processors are full of everything else
/// before four instances are.
final class ScaleOut {

    private static final int HOSTS = 240;
    private static final Duration READY_WITHIN = Duration.ofSeconds(180);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
    private static final Duration SETTLING = Duration.ofSeconds(6);

    /// A new JVM's compiler takes processor time from everybody for so long; scaling out is not about
    /// that.
    private static final Duration COMPILING = Duration.ofSeconds(25);

    private final Path folder;
    private final Service stage;
    private final int scans;
    private final Duration window;
    private final Consumer<String> progress;

    /// @param scans of the batch
    /// @param window how long each number of instances is measured
    ScaleOut(Path folder, Service stage, int scans, Duration window, Consumer<String> progress) {
        this.folder = folder;
        this.stage = stage;
        this.scans = scans;
        this.window = window;
        this.progress = progress;
    }

    /// @param instances of the stage
    /// @param perSecond scans that ended a second
    /// @param ratio to what one instance did
    record Rate(int instances, double perSecond, double ratio) {}

    /// @param change what was changed
    /// @param longestGap without the end of a scan, from the change until it had settled
    record Change(String change, Duration longestGap) {}

    /// @param ended scans of the batch that came to a report, or through the stage
    record Result(List<Rate> rates, List<Change> changes, int scans, long ended) {}

    Result run() throws InterruptedException {
        return switch (stage) {
            case CRAWL -> sites();
            case ANALYZE, GENERATE -> backlog();
            case GATEWAY -> throw new IllegalArgumentException("gateways do not scale by lag");
        };
    }

    private Result sites() throws InterruptedException {
        try (SiteFarm farm = SiteFarm.start(HOSTS, 0);
                Cluster cluster = Cluster.start(pipeline(farm));
                var ends = new EndedScans(cluster.gateway())) {
            ends.upload(urls(farm));
            return measure(cluster, ends.count(), ends::reports);
        }
    }

    private Result backlog() throws InterruptedException {
        try (Cluster cluster = Cluster.start(alone())) {
            new PageBacklog(cluster.bootstrapServers()).fill(scans);
            if (stage == Service.GENERATE) {
                analyzeAll(cluster);
            }
            Stage told = stage == Service.ANALYZE ? Stage.ANALYZE : Stage.GENERATE;
            try (var ends = new ToldEnds(cluster.bootstrapServers(), told)) {
                cluster.add(stage);
                return measure(cluster, ends.count(), ends.count()::now);
            }
        }
    }

    /// So that there is something for generate.
    private void analyzeAll(Cluster cluster) throws InterruptedException {
        try (var ends = new ToldEnds(cluster.bootstrapServers(), Stage.ANALYZE)) {
            ChildProcess analyze = cluster.add(Service.ANALYZE).process();
            ends.count().await(scans, PATIENCE);
            analyze.terminate(STOP_WITHIN);
            cluster.remove(analyze);
        }
        progress.accept(scans + " pages analyzed");
    }

    private Result measure(Cluster cluster, EndCount ends, LongSupplier done)
            throws InterruptedException {
        ends.await(scans / 100, READY_WITHIN);
        Thread.sleep(SETTLING);
        List<Rate> rates = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        rates.add(rate(ends, 1, 1, 0));
        for (int instances : List.of(2, 4)) {
            int more = instances - cluster.instances(stage).size();
            changes.add(add(cluster, ends, instances));
            rates.add(rate(ends, instances, more, rates.getFirst().perSecond()));
        }
        changes.add(remove(cluster, ends));
        ends.await(scans, PATIENCE);
        return new Result(rates, changes, scans, done.getAsLong());
    }

    /// @param more of the instances, new ones
    private Rate rate(EndCount ends, int instances, int more, double ofOne)
            throws InterruptedException {
        Thread.sleep(COMPILING.multipliedBy(more));
        long begin = ends.now();
        long start = System.nanoTime();
        Thread.sleep(window);
        long end = ends.now();
        if (end >= scans) {
            throw new IllegalStateException("the scans were over before the measurement was");
        }
        double perSecond = (end - begin) / ((System.nanoTime() - start) / 1e9);
        var rate = new Rate(instances, perSecond, ofOne == 0 ? 1 : perSecond / ofOne);
        progress.accept(rate.toString());
        return rate;
    }

    private Change add(Cluster cluster, EndCount ends, int instances) throws InterruptedException {
        ends.watch();
        for (int i = cluster.instances(stage).size(); i < instances; i++) {
            cluster.add(stage);
        }
        for (Cluster.Instance instance : cluster.instances(stage)) {
            instance.process().awaitReady(READY_WITHIN);
        }
        Thread.sleep(SETTLING);
        return change("to " + instances, ends);
    }

    private Change remove(Cluster cluster, EndCount ends) throws InterruptedException {
        ends.watch();
        ChildProcess last = cluster.instances(stage).getLast().process();
        Duration stopped = last.terminate(STOP_WITHIN);
        cluster.remove(last);
        Thread.sleep(SETTLING);
        return change("one less (SIGTERM to exit " + stopped.toMillis() + " ms)", ends);
    }

    private Change change(String name, EndCount ends) {
        var change = new Change(name, ends.longestGap());
        progress.accept(change.toString());
        return change;
    }

    /// The others are as they are.
    private ClusterPlan pipeline(SiteFarm farm) {
        return ClusterPlan.oneOfEach(folder, farm.port())
                .with("XENLIX_CRAWL_PER_HOST_DELAY", "0ms")
                .with(stage, "XENLIX_CRAWL_CONCURRENCY", "4")
                .with(stage, "XENLIX_STAGE_MAX_IN_FLIGHT", "8");
    }

    /// No service yet. The stage under test will wait, and take one record at once.
    private ClusterPlan alone() {
        ClusterPlan plan = ClusterPlan.inOperation(folder);
        for (Service service : Service.values()) {
            plan = plan.with(service, 0);
        }
        return plan
                // Nobody takes what comes out.
                .with("XENLIX_STAGE_FLOW_PAUSE_ABOVE", "2000000000")
                .with(stage, "XENLIX_STAGE_MAX_IN_FLIGHT", "1")
                .with(stage, "XENLIX_STAGE_INTERACTIVE_RESERVE", "0")
                .with(stage, "JAVA_TOOL_OPTIONS", "-Dxenlix.step-wait=50");
    }

    private List<String> urls(SiteFarm farm) {
        return IntStream.range(0, scans)
                .mapToObj(i -> farm.url(i % HOSTS + 1, "/slow/500?n=" + i))
                .toList();
    }
}
