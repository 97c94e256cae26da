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
        rig.awaitCount(warmUp(), "QUEUED", 20_000, PATIENCE);
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

    private String warmUp() throws IOException, InterruptedException {
        return rig.upload(20_000).path("batchId").asString();
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

    /// One event for each of the jobs, as many as there may be.
    private void arbiter(String batch) throws IOException, InterruptedException {
        List<String> scanIds = rig.scanIds(batch);
        try (var feed = new Feed(rig.cluster().bootstrapServers())) {
            double before = rig.series("scan_status_events_total");
            long begin = System.nanoTime();
            feed.tell(scanIds, 0);
            double told = seconds(begin);
            while (rig.series("scan_status_events_total") < before + scanIds.size()) {
                // Often enough, and a scrape costs the gateway some milliseconds.
                TimeUnit.MILLISECONDS.sleep(500);
            }
            double folded = seconds(begin);
            rig.awaitCount(batch, "RUNNING", scanIds.size(), PATIENCE);
            double seen = seconds(begin);
            System.out.printf(
                    "arbiter: %d events told in %.1f s, folded at %.0f/s (%.1f s), seen in the view"
                            + " at %.0f/s%n",
                    scanIds.size(), told, scanIds.size() / folded, folded, scanIds.size() / seen);
        }
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
