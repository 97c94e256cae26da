package com.xenlixai.scan.bench.gateway;

import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.witness.Checker;
import com.xenlixai.scan.bench.witness.Journal;
import com.xenlixai.scan.bench.witness.Sighting.Posted;
import com.xenlixai.scan.bench.witness.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Two gateways behind a balancer while one of them is killed again and again during a batch: is
/// what was accepted ever unknown, does a poll or a counter ever go back, do the counters add up.
/// Clients do not say what they have seen, and poll from one gateway to the other.
public final class BalancerKill {

    private static final long SEED = 20261128;
    private static final Duration DOWN = Duration.ofSeconds(1);
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration END_WITHIN = Duration.ofMinutes(4);
    private static final int POLLERS = 6;
    private static final long BETWEEN_POSTS_MILLIS = 100;
    private static final long BETWEEN_POLLS_MILLIS = 5;

    private final Path folder;
    private final int urls;
    private final double eventsPerSecond;
    private final Duration betweenKills;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger kills = new AtomicInteger();

    /// What came of it.
    ///
    /// @param polls of single scans; the counts are those of docs/reliability.md
    /// @param recount of the batch's scans, by state
    public record Result(
            int kills,
            Verdict polls,
            String counters,
            boolean countersHold,
            Map<String, Long> counts,
            Map<String, Long> recount) {

        /// Whether every promise was kept.
        public boolean clean() {
            return polls.clean() && countersHold && counts.equals(recount);
        }
    }

    /// @param eventsPerSecond of what stages would tell; seven make a scan
    public BalancerKill(Path folder, int urls, double eventsPerSecond, Duration betweenKills) {
        this.folder = folder;
        this.urls = urls;
        this.eventsPerSecond = eventsPerSecond;
        this.betweenKills = betweenKills;
    }

    /// Runs it.
    public Result run() throws IOException, InterruptedException, ExecutionException {
        try (var rig = new Rig(folder.resolve("cluster"), 2);
                var journal = new Journal(folder.resolve("journal"));
                var feed = new Feed(rig.cluster().bootstrapServers());
                var client = new BalancedClient(rig.cluster().instances(Service.GATEWAY));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String batch = rig.upload(urls).path("batchId").asString();
            rig.awaitCount(batch, "QUEUED", urls, END_WITHIN);
            List<String> scanIds = rig.scanIds(batch);
            if (scanIds.size() != urls) {
                throw new IllegalStateException(scanIds.size() + " of " + urls + " are listed");
            }
            var witness = new BatchWitness();
            Future<?> killing =
                    threads.submit(() -> kill(rig.cluster().instances(Service.GATEWAY)));
            Future<?> posting = threads.submit(() -> post(client, journal, feed));
            for (int i = 0; i < POLLERS; i++) {
                RandomGenerator random = RandomGeneratorFactory.getDefault().create(SEED + i);
                var _ = threads.submit(() -> poll(client, journal, scanIds, random));
                var _ = threads.submit(() -> watch(client, witness, batch));
            }
            feed.tell(scanIds, eventsPerSecond);
            over.set(true);
            killing.get();
            posting.get();
            rig.awaitCount(batch, "FULL_READY", urls, END_WITHIN);
            BalancedClient.Answer last = client.get("/api/v1/scan-batches/" + batch);
            while (last.status() != 200) {
                Thread.sleep(BETWEEN_POSTS_MILLIS);
                last = client.get("/api/v1/scan-batches/" + batch);
            }
            witness.saw(last);
            BatchWitness.Breaches breaches = witness.breaches();
            return new Result(
                    kills.get(),
                    // There are no stages here, so there is no report to be read.
                    Checker.check(Journal.read(folder.resolve("journal"))).without("unreadable"),
                    breaches.toString(),
                    breaches.none(),
                    counts(last),
                    rig.recount(batch));
        }
    }

    private static Map<String, Long> counts(BalancedClient.Answer answer) {
        Map<String, Long> counts = new TreeMap<>();
        answer.json()
                .path("counts")
                .properties()
                .forEach(
                        count -> {
                            if (count.getValue().asLong() != 0) {
                                counts.put(count.getKey(), count.getValue().asLong());
                            }
                        });
        return counts;
    }

    private Void kill(List<Instance> gateways) throws InterruptedException {
        long next = System.nanoTime();
        while (!over.get()) {
            next += betweenKills.toNanos();
            while (System.nanoTime() < next && !over.get()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            if (over.get()) {
                return null;
            }
            Instance victim = gateways.get(kills.getAndIncrement() % gateways.size());
            victim.process().kill();
            Thread.sleep(DOWN);
            victim.process().start().awaitReady(READY_WITHIN);
        }
        return null;
    }

    /// Scans of single persons, each polled at once on the other gateway.
    private Void post(BalancedClient client, Journal journal, Feed feed)
            throws InterruptedException {
        for (long number = 0; !over.get(); number++) {
            Posted posted = client.post(number, "https://www.example.com/" + number);
            journal.write(posted);
            if (posted.scanId() != null) {
                journal.write(client.poll(posted.scanId()));
                for (int step = 0; step < Feed.steps(); step++) {
                    feed.tell(List.of(posted.scanId()), step);
                    journal.write(client.poll(posted.scanId()));
                }
                awaitEnd(client, journal, posted.scanId());
            }
            Thread.sleep(BETWEEN_POSTS_MILLIS);
        }
        return null;
    }

    private static void awaitEnd(BalancedClient client, Journal journal, String scanId)
            throws InterruptedException {
        long end = System.nanoTime() + END_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            var polled = client.poll(scanId);
            journal.write(polled);
            if ("FULL_READY".equals(polled.status())) {
                return;
            }
            Thread.sleep(BETWEEN_POLLS_MILLIS);
        }
    }

    private Void poll(
            BalancedClient client, Journal journal, List<String> scanIds, RandomGenerator random)
            throws InterruptedException {
        // Few enough scans that each is polled again and again while it changes.
        List<String> followed = random.ints(20, 0, scanIds.size()).mapToObj(scanIds::get).toList();
        while (!over.get()) {
            journal.write(client.poll(followed.get(random.nextInt(followed.size()))));
            Thread.sleep(BETWEEN_POLLS_MILLIS);
        }
        return null;
    }

    private Void watch(BalancedClient client, BatchWitness witness, String batch)
            throws InterruptedException {
        while (!over.get()) {
            witness.saw(client.get("/api/v1/scan-batches/" + batch));
            Thread.sleep(BETWEEN_POLLS_MILLIS);
        }
        return null;
    }
}
