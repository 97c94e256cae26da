package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.bench.witness.Checker;
import com.xenlixai.scan.bench.witness.Journal;
import com.xenlixai.scan.bench.witness.Sighting.Fetched;
import com.xenlixai.scan.bench.witness.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/// Runs faults one after another against one cluster. Each has its own scans, its own journal and
/// its own verdict; seeds are fixed, so a run can be repeated.
public final class FaultProgramme {

    private static final Pattern NUMBER = Pattern.compile("(?:^|&)ledger=(\\d+)");
    private static final int HOSTS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final long SEED = 20260917;

    private final Path folder;
    private final int scans;
    private final double perSecond;

    /// One fault and what came of it.
    ///
    /// @param id as in docs/reliability.md
    /// @param recovery from healed to the end of the last scan
    public record Result(String id, String name, Verdict verdict, Duration recovery) {}

    /// @param folder where the cluster's data and the journals go
    /// @param scans posted during each fault
    /// @param perSecond at that rate
    public FaultProgramme(Path folder, int scans, double perSecond) {
        this.folder = folder;
        this.scans = scans;
        this.perSecond = perSecond;
    }

    /// The short set, which runs in every build.
    public List<Result> runShort() throws InterruptedException, ExecutionException {
        return run(Fault.all().stream().filter(Fault::short_).toList());
    }

    /// All faults.
    public List<Result> runAll() throws InterruptedException, ExecutionException {
        return run(Fault.all());
    }

    /// Only the faults with these ids.
    public List<Result> run(Set<String> ids) throws InterruptedException, ExecutionException {
        return run(Fault.all().stream().filter(fault -> ids.contains(fault.id())).toList());
    }

    private List<Result> run(List<Fault> faults) throws InterruptedException, ExecutionException {
        List<Result> results = new ArrayList<>();
        try (SiteFarm farm = SiteFarm.start(HOSTS, 0);
                Cluster cluster = Cluster.start(plan(farm))) {
            long first = 0;
            for (Fault fault : faults) {
                results.add(run(cluster, farm, fault, first));
                first += scans;
            }
        }
        return results;
    }

    private ClusterPlan plan(SiteFarm farm) {
        return ClusterPlan.oneOfEach(folder.resolve("cluster"), farm.port())
                .with(Service.GATEWAY, 2)
                .with("XENLIX_CRAWL_PER_HOST_DELAY", "0ms");
    }

    private Result run(Cluster cluster, SiteFarm farm, Fault fault, long first)
            throws InterruptedException, ExecutionException {
        Path journalFolder = folder.resolve("journal-" + fault.id());
        Map<TopicPartition, Long> begin = JobTopic.ends(cluster.bootstrapServers());
        try (var journal = new Journal(journalFolder);
                var load =
                        new Load(cluster, farm, journal, "run-" + SEED, new Random(SEED + first));
                var _ = farm.listen((host, target) -> fetched(journal, host, target))) {
            Future<?> scansDone = load.start(first, scans, perSecond, PATIENCE);
            load.awaitAccepted(scans / 3, PATIENCE);
            fault.action().run(cluster);
            long healed = System.nanoTime();
            scansDone.get();
            Duration recovery = Duration.ofNanos(System.nanoTime() - healed);
            for (Instance instance : cluster.all()) {
                instance.process().awaitReady(READY_WITHIN);
            }
            load.readReports();
            JobTopic.dump(cluster.bootstrapServers(), begin).forEach(journal::write);
            Verdict verdict = Checker.check(Journal.read(journalFolder));
            return new Result(fault.id(), fault.name(), verdict, recovery);
        }
    }

    private static void fetched(Journal journal, String host, URI target) {
        Matcher number = NUMBER.matcher(target.getQuery() == null ? "" : target.getQuery());
        if (number.find()) {
            journal.write(new Fetched(System.nanoTime(), host, Long.parseLong(number.group(1))));
        }
    }
}
