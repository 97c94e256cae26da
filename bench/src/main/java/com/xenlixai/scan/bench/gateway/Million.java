package com.xenlixai.scan.bench.gateway;

import com.xenlixai.scan.bench.cluster.JvmHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Very many live jobs: how fast they come in, what heap they take, how many events a second the
/// arbiter folds, and how soon a gateway is back that was killed, with its state and without.
final class Million {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private static final int WARM_UP = 100_000;
    private static final int STEPS = 3;
    private static final String FOLDED = "scan_status_events_total";
    private static final String SEEN = "scan_status_visible_seconds_count";

    private final Rig rig;
    private final Path state;
    private final int jobs;

    /// @param state the gateway's state folder
    Million(Rig rig, Path state, int jobs) {
        this.rig = rig;
        this.state = state;
        this.jobs = jobs;
    }

    void run() throws IOException, InterruptedException {
        warmUp();
        System.out.printf("heap of the idle gateway: %d KiB%n", JvmHeap.live(rig.gateway().pid()));
        String batch = ingest();
        System.out.printf(
                "heap with %d live jobs: %d KiB, on disk %d MiB%n",
                jobs, JvmHeap.live(rig.gateway().pid()), mebibytes(state));
        arbiter(batch);
        System.out.printf("back with its state after kill -9: %.1f s%n", restart(false));
        System.out.printf("back without its state: %.1f s for %d jobs%n", restart(true), jobs);
        JsonNode counts = rig.get("/api/v1/scan-batches/" + batch).path("counts");
        System.out.printf("the batch's counts then: %s%n", counts);
    }

    /// Some scans go all the way, so that what the gateway does then is compiled.
    private void warmUp() throws IOException, InterruptedException {
        String batch = rig.upload(WARM_UP).path("batchId").asString();
        rig.awaitCount(batch, "QUEUED", WARM_UP, PATIENCE);
        List<String> scanIds = rig.scanIds(batch);
        try (var feed = new Feed(rig.cluster().bootstrapServers())) {
            for (int step = 0; step < Feed.steps(); step++) {
                feed.tell(scanIds, step);
            }
        }
        rig.awaitCount(batch, "FULL_READY", WARM_UP, PATIENCE);
    }

    private String ingest() throws IOException, InterruptedException {
        AtomicLong highest = new AtomicLong();
        Thread watch =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        while (true) {
                                            highest.accumulateAndGet(usedHeap(), Math::max);
                                            TimeUnit.MILLISECONDS.sleep(500);
                                        }
                                    } catch (InterruptedException | IOException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        long begin = System.nanoTime();
        JsonNode answer = rig.upload(jobs);
        double seconds = seconds(begin);
        String batch = answer.path("batchId").asString();
        rig.awaitCount(batch, "QUEUED", jobs, PATIENCE);
        double visible = seconds(begin);
        watch.interrupt();
        watch.join();
        System.out.printf(
                "ingest of %d lines: %.0f lines/s durable (%.1f s), %.0f/s until the jobs are seen"
                        + " (%.1f s), highest heap %d KiB of 512 MiB%n",
                answer.path("accepted").asInt(),
                jobs / seconds,
                seconds,
                jobs / visible,
                visible,
                highest.get());
        return batch;
    }

    /// In KiB, as the gateway itself tells it: a `jcmd` twice a second would slow the upload down.
    private long usedHeap() throws IOException, InterruptedException {
        return (long) rig.series("jvm_memory_used_bytes{area=\"heap\"") / 1024;
    }

    /// One event for each of the jobs, as many a second as there may be, and that several times:
    /// the first one has deadlines to move and the others do not.
    private void arbiter(String batch) throws IOException, InterruptedException {
        List<String> scanIds = rig.scanIds(batch);
        try (var feed = new Feed(rig.cluster().bootstrapServers())) {
            for (int step = 0; step < STEPS; step++) {
                arbiter(feed, scanIds, step);
            }
        }
        rig.awaitCount(batch, "RUNNING", scanIds.size(), PATIENCE);
    }

    private void arbiter(Feed feed, List<String> scanIds, int step)
            throws IOException, InterruptedException {
        int events = scanIds.size();
        double foldedBefore = rig.series(FOLDED);
        double seenBefore = rig.series(SEEN);
        long begin = System.nanoTime();
        feed.tell(scanIds, step);
        double told = seconds(begin);
        double leftThen = foldedBefore + events - rig.series(FOLDED);
        double folded = secondsUntil(begin, FOLDED, foldedBefore + events);
        double seen = secondsUntil(begin, SEEN, seenBefore + events);
        System.out.printf(
                "arbiter, event %d of each job: %d told in %.1f s, folded at %.0f/s (%.1f s; %.0f/s"
                        + " once all were told), seen in the view at %.0f/s%n",
                step + 1,
                events,
                told,
                events / folded,
                folded,
                leftThen / (folded - told),
                events / seen);
    }

    /// How many seconds have passed when that series has come so far.
    private double secondsUntil(long begin, String series, double goal)
            throws IOException, InterruptedException {
        while (rig.series(series) < goal) {
            // Often enough, and a scrape costs the gateway some milliseconds.
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return seconds(begin);
    }

    private double restart(boolean withoutState) throws IOException, InterruptedException {
        rig.gateway().kill();
        if (withoutState) {
            delete(state);
        }
        long begin = System.nanoTime();
        rig.gateway().start().awaitReady(READY_WITHIN);
        return seconds(begin);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long mebibytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // RocksDB deletes what it has merged at any time.
                sum += Files.exists(file) ? Files.size(file) : 0;
            }
            return sum >> 20;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
