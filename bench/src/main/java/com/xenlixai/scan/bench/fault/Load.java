package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.bench.witness.Journal;
import com.xenlixai.scan.bench.witness.Sighting.BatchAccepted;
import com.xenlixai.scan.bench.witness.Sighting.Polled;
import com.xenlixai.scan.bench.witness.Sighting.PostOutcome;
import com.xenlixai.scan.bench.witness.Sighting.Posted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/// Scans posted at a steady rate to all gateways in turn, each polled until its end on a gateway
/// drawn anew for every poll: quickly at first, then once a second, so that what is measured is the
/// pipeline and not its polls. Everything seen goes to the journal.
final class Load implements AutoCloseable {

    private static final Set<String> TERMINAL = Set.of("FULL_READY", "FAILED", "CANCELLED");

    /// No fault takes longer; how long scans may take afterwards is told by {@link #healed}.
    private static final Duration WHILE_IT_BREAKS = Duration.ofMinutes(20);

    private static final Duration FIRST_POLLS = Duration.ofMillis(300);
    private static final Duration LATER_POLLS = Duration.ofSeconds(1);
    private static final int FIRST = 4;
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final int POST_ATTEMPTS = 120;

    private final Cluster cluster;
    private final SiteFarm farm;
    private final Journal journal;
    private final String run;
    private final RandomGenerator random;
    private final GatewayClient client = new GatewayClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, String> ended = new ConcurrentHashMap<>();
    private volatile long deadline = System.nanoTime() + WHILE_IT_BREAKS.toNanos();

    Load(Cluster cluster, SiteFarm farm, Journal journal, String run, RandomGenerator random) {
        this.cluster = cluster;
        this.farm = farm;
        this.journal = journal;
        this.run = run;
        this.random = random;
    }

    /// Waits until that many scans were accepted.
    void awaitAccepted(int count, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (accepted.get() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + accepted + " scans were accepted");
            }
            Thread.sleep(GLANCE);
        }
    }

    /// Reads the report of each scan that came to one, on every gateway.
    void readReports() throws InterruptedException {
        for (Map.Entry<String, String> end : ended.entrySet()) {
            if (end.getValue().equals("FULL_READY")) {
                int round = 1;
                for (Instance gateway : cluster.instances(Service.GATEWAY)) {
                    journal.write(client.read(gateway, end.getKey(), round++));
                }
            }
        }
    }

    /// What was broken is whole again: from now on everything must end within the patience.
    void healed(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    /// Posts `count` scans, `perSecond` of them a second, and follows each to its end.
    ///
    /// @param first number of the first one in the ledger
    /// @return done when all have ended or the patience is over
    Future<?> start(long first, int count, double perSecond) {
        return threads.submit(
                () -> {
                    try (var scans = Executors.newVirtualThreadPerTaskExecutor()) {
                        long begin = System.nanoTime();
                        for (int i = 0; i < count; i++) {
                            long due = begin + (long) (i * 1e9 / perSecond);
                            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                            long number = first + i;
                            Future<?> _ = scans.submit(() -> follow(number));
                        }
                    }
                    return null;
                });
    }

    /// Uploads a batch, and polls it until its end, on a gateway drawn anew for every poll.
    ///
    /// @param first number of its first scan in the ledger
    Future<Void> startBatch(long first, int count) {
        return threads.submit(() -> followBatch(first, count));
    }

    private Void followBatch(long first, int count) throws InterruptedException {
        List<String> urls = LongStream.range(first, first + count).mapToObj(this::urlOf).toList();
        BatchAccepted batch = null;
        while (batch == null && isTime()) {
            batch = client.upload(anyGateway(), run + "-batch-" + first, urls);
            if (batch == null) {
                Thread.sleep(RETRY_AFTER);
            }
        }
        if (batch == null) {
            throw new IllegalStateException("no gateway took the batch");
        }
        journal.write(batch);
        String seen = null;
        while (isTime()) {
            GatewayClient.BatchAnswer answer =
                    client.pollBatch(anyGateway(), batch.batchId(), seen);
            journal.write(answer.polled());
            seen = answer.tag() == null ? seen : answer.tag();
            if (answer.polled().finished()) {
                return null;
            }
            Thread.sleep(FIRST_POLLS);
        }
        return null;
    }

    /// Sum of a meter over all gateways.
    long meter(String name) throws InterruptedException {
        long sum = 0;
        for (Instance gateway : cluster.instances(Service.GATEWAY)) {
            sum += client.meter(gateway, name);
        }
        return sum;
    }

    private Void follow(long number) throws InterruptedException {
        String url = urlOf(number);
        for (int attempt = 0; attempt < POST_ATTEMPTS && isTime(); attempt++) {
            Posted posted = client.post(anyGateway(), run + "-" + number, number, url);
            journal.write(posted);
            if (posted.outcome() == PostOutcome.FAIL) {
                return null;
            }
            if (posted.outcome() == PostOutcome.OK && posted.scanId() != null) {
                accepted.incrementAndGet();
                pollUntilEnd(posted.scanId());
                return null;
            }
            Thread.sleep(RETRY_AFTER);
        }
        return null;
    }

    private void pollUntilEnd(String scanId) throws InterruptedException {
        long seen = -1;
        for (int polls = 1; isTime(); polls++) {
            Polled polled = client.poll(anyGateway(), scanId, seen);
            seen = Math.max(seen, polled.version());
            journal.write(polled);
            if (polled.status() != null && TERMINAL.contains(polled.status())) {
                ended.put(scanId, polled.status());
                return;
            }
            Thread.sleep(polls < FIRST ? FIRST_POLLS : LATER_POLLS);
        }
    }

    /// Most pages are fine, some are not there; the number makes each fetch traceable.
    private String urlOf(long number) {
        List<String> paths = SiteFarm.paths();
        int host = (int) (number % farm.hosts()) + 1;
        String path =
                number % 20 == 19
                        ? "/errors/404"
                        : paths.get((int) (number / farm.hosts() % paths.size()));
        return farm.url(host, path + "?ledger=" + number);
    }

    private Instance anyGateway() {
        List<Instance> gateways = cluster.instances(Service.GATEWAY);
        synchronized (random) {
            return gateways.get(random.nextInt(gateways.size()));
        }
    }

    private boolean isTime() {
        return System.nanoTime() < deadline;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
