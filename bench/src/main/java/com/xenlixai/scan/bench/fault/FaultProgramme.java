package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.bench.witness.Checker;
import com.xenlixai.scan.bench.witness.Journal;
import com.xenlixai.scan.bench.witness.Sighting.Fetched;
import com.xenlixai.scan.bench.witness.Sighting.Metered;
import com.xenlixai.scan.bench.witness.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Runs faults one after another, those that need the same against one cluster. Each has its own
/// scans, its own journal and its own verdict; seeds are fixed, so a run can be repeated.
public final class FaultProgramme {

    private static final Pattern NUMBER = Pattern.compile("(?:^|&)ledger=(\\d+)");
    private static final int HOSTS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration READY_WITHIN = Duration.ofSeconds(180);
    private static final Duration SABOTAGE_PATIENCE = Duration.ofSeconds(60);

    /// Each fault makes JVMs start anew; the optimising compiler would take most of two cores for
    /// the minute that a fault lasts.
    private static final List<String> QUICK_TO_WARM = List.of("-XX:TieredStopAtLevel=1");

    private static final long SEED = 20260917;

    private final Path folder;
    private final int scans;
    private final double perSecond;
    private final Consumer<Result> told;

    /// One fault and what came of it.
    ///
    /// @param id as in docs/reliability.md
    /// @param recovery from healed to the end of the last scan
    /// @param mustBreak the count that had to be raised, or null when all had to be 0
    public record Result(
            String id,
            String name,
            Verdict verdict,
            Duration recovery,
            @Nullable String mustBreak) {

        /// Whether it came out as it must.
        public boolean passed() {
            return mustBreak == null
                    ? verdict.clean()
                    : verdict.faults().getOrDefault(mustBreak, 0) > 0;
        }
    }

    /// @param folder where the cluster's data and the journals go
    /// @param scans posted during each fault; a batch of half as many runs beside them
    /// @param perSecond at that rate
    /// @param told of each result as soon as it is there
    public FaultProgramme(Path folder, int scans, double perSecond, Consumer<Result> told) {
        this.folder = folder;
        this.scans = scans;
        this.perSecond = perSecond;
        this.told = told;
    }

    /// The short set, which runs in every build.
    public List<Result> runShort() throws InterruptedException, ExecutionException {
        return run(of(Fault.Set.SHORT));
    }

    /// All faults.
    public List<Result> runAll() throws InterruptedException, ExecutionException {
        List<Fault> all = new ArrayList<>(of(Fault.Set.SHORT));
        all.addAll(of(Fault.Set.FULL));
        return run(all);
    }

    /// What must be noticed.
    public List<Result> runSabotage() throws InterruptedException, ExecutionException {
        return run(of(Fault.Set.SABOTAGE));
    }

    /// Only the faults with these ids.
    public List<Result> run(Set<String> ids) throws InterruptedException, ExecutionException {
        return run(Fault.all().stream().filter(fault -> ids.contains(fault.id())).toList());
    }

    private static List<Fault> of(Fault.Set set) {
        return Fault.all().stream().filter(fault -> fault.set() == set).toList();
    }

    private List<Result> run(List<Fault> faults) throws InterruptedException, ExecutionException {
        List<Result> results = new ArrayList<>();
        for (Fault.Stage stage : Fault.Stage.values()) {
            List<Fault> here = faults.stream().filter(fault -> fault.stage() == stage).toList();
            if (!here.isEmpty()) {
                run(stage, here, results);
            }
        }
        return results;
    }

    private void run(Fault.Stage stage, List<Fault> faults, List<Result> results)
            throws InterruptedException, ExecutionException {
        try (SiteFarm farm = SiteFarm.start(HOSTS, 0);
                var model = new ModelStub();
                Cluster cluster = Cluster.start(plan(stage, farm, model));
                var topics = new RawTopics(cluster.bootstrapServers())) {
            long first = 0;
            for (Fault fault : faults) {
                Result result = run(cluster, farm, topics, model, fault, first);
                results.add(result);
                told.accept(result);
                first += 2L * scans;
            }
        }
    }

    private ClusterPlan plan(Fault.Stage stage, SiteFarm farm, ModelStub model) {
        return stage.apply(
                ClusterPlan.oneOfEach(
                                folder.resolve("cluster-" + stage.name().toLowerCase(Locale.ROOT)),
                                farm.port())
                        .with(Service.GATEWAY, 2)
                        .withJvmOptions(QUICK_TO_WARM)
                        .with("XENLIX_LLM_BASE_URL", model.baseUrl())
                        .with("XENLIX_LLM_TIMEOUT", "5s")
                        .with("XENLIX_CRAWL_PER_HOST_DELAY", "0ms"));
    }

    private Result run(
            Cluster cluster,
            SiteFarm farm,
            RawTopics topics,
            ModelStub model,
            Fault fault,
            long first)
            throws InterruptedException, ExecutionException {
        Path journalFolder = folder.resolve("journal-" + fault.id());
        Duration patience = fault.mustBreak() == null ? PATIENCE : SABOTAGE_PATIENCE;
        Map<TopicPartition, Long> begin = topics.ends();
        var random = new Random(SEED + first);
        try (var journal = new Journal(journalFolder);
                var load = new Load(cluster, farm, journal, "run-" + SEED, random);
                var _ = farm.listen((host, target) -> fetched(journal, host, target))) {
            long submittedBefore = load.meter("scan_jobs_submitted_total");
            Future<Void> batch = load.startBatch(first + scans, scans / 2);
            Future<?> scansDone = load.start(first, scans, perSecond);
            load.awaitAccepted(scans / 3, PATIENCE);
            fault.action().run(new Scene(cluster, journal, topics, model, begin, random));
            load.healed(patience);
            long healed = System.nanoTime();
            scansDone.get();
            batch.get();
            Duration recovery = Duration.ofNanos(System.nanoTime() - healed);
            for (Instance instance : cluster.all()) {
                instance.process().awaitReady(READY_WITHIN);
            }
            load.readReports();
            topics.jobs(begin).forEach(journal::write);
            topics.deadLetters(begin).forEach(journal::write);
            if (fault.id().equals("F0")) {
                // Counters start anew with their process, so only a run without restarts can be
                // compared.
                journal.write(
                        new Metered(
                                "scan_jobs_submitted_total",
                                load.meter("scan_jobs_submitted_total") - submittedBefore,
                                scans + scans / 2));
            }
            Verdict verdict = Checker.check(Journal.read(journalFolder));
            return new Result(fault.id(), fault.name(), verdict, recovery, fault.mustBreak());
        }
    }

    private static void fetched(Journal journal, String host, URI target) {
        Matcher number = NUMBER.matcher(target.getQuery() == null ? "" : target.getQuery());
        if (number.find()) {
            journal.write(new Fetched(System.nanoTime(), host, Long.parseLong(number.group(1))));
        }
    }
}
