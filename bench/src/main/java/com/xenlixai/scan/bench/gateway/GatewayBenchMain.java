package com.xenlixai.scan.bench.gateway;

import com.xenlixai.scan.bench.cluster.JvmHeap;
import com.xenlixai.scan.bench.gateway.HttpLoad.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Measurements of the gateway from the command line. Arguments: some of `polls`, `posts`, `streams`
/// and `million`, separated by commas, or `kill` alone; then a number for the one that is named last:
/// rounds, connections, streams, jobs, URLs. After that `kill` takes the events a second that the driver
/// tells (1,000 at most): the fewer, the longer it goes on, and the more kills there are.
public final class GatewayBenchMain {

    private static final Duration TIME = Duration.ofSeconds(10);

    private GatewayBenchMain() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        List<String> wanted = List.of((arguments.length > 0 ? arguments[0] : "polls").split(","));
        String last = wanted.getLast();
        int number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : defaultOf(last);
        Path folder = Files.createTempDirectory("xenlix-gateway");
        System.out.println("logs: " + folder);
        if (last.equals("kill")) {
            double most = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1_000;
            kill(folder, number, most);
            return;
        }
        try (var rig = new Rig(folder, 1)) {
            for (String what : wanted) {
                measure(rig, folder, what, what.equals(last) ? number : defaultOf(what));
            }
        }
    }

    private static void measure(Rig rig, Path folder, String what, int number)
            throws IOException, InterruptedException {
        switch (what) {
            case "polls" -> new Polls(rig, number).run();
            case "posts" -> posts(rig, number);
            case "streams" -> streams(rig, number);
            case "million" -> new Million(rig, folder.resolve("state-gateway-1"), number).run();
            default -> throw new IllegalArgumentException("no measurement: " + what);
        }
    }

    /// Each scan takes seven events, so this is as long as five kills need at least.
    private static void kill(Path folder, int urls, double mostPerSecond)
            throws IOException, InterruptedException, ExecutionException {
        double eventsPerSecond = Math.min(mostPerSecond, urls * (double) Feed.steps() / 110);
        var result = new BalancerKill(folder, urls, eventsPerSecond, Duration.ofSeconds(20)).run();
        System.out.println(result);
        System.exit(result.clean() ? 0 : 1);
    }

    private static int defaultOf(String what) {
        return switch (what) {
            case "posts" -> 64;
            case "streams" -> 5_000;
            case "million" -> 1_000_000;
            case "kill" -> 20_000;
            default -> 3;
        };
    }

    private static void posts(Rig rig, int connections) throws IOException {
        AtomicInteger next = new AtomicInteger();
        var load =
                new HttpLoad(
                        rig.port(),
                        connections,
                        () ->
                                HttpLoad.post(
                                        "/api/v1/scan-jobs",
                                        "{\"url\":\"https://www.example.com/%d\"}"
                                                .formatted(next.getAndIncrement())));
        load.run(TIME);
        Outcome outcome = load.run(TIME);
        System.out.printf("POSTs with acks=all on %d connections: %s%n", connections, outcome);
    }

    private static void streams(Rig rig, int count) throws IOException, InterruptedException {
        long idle = JvmHeap.live(rig.gateway().pid());
        String batch = rig.upload(count).path("batchId").asString();
        rig.awaitCount(batch, "QUEUED", count, Duration.ofMinutes(1));
        List<String> scanIds = rig.scanIds(batch);
        try (var streams = new OpenStreams();
                var feed = new Feed(rig.cluster().bootstrapServers())) {
            long opening = System.nanoTime();
            streams.open(
                    rig.port(),
                    count,
                    i -> "/api/v1/scan-jobs/" + scanIds.get(i) + "/events",
                    Duration.ofMinutes(2));
            double opened = (System.nanoTime() - opening) / 1e9;
            long open = JvmHeap.live(rig.gateway().pid());
            System.out.printf(
                    "%d event streams open after %.1f s; heap %d KiB more, %.1f KiB a stream%n",
                    count, opened, open - idle, (open - idle) / (double) count);
            for (int step = 0; step < 3; step++) {
                long told = System.nanoTime();
                feed.tell(scanIds, step);
                long[] heard = streams.await(step + 2, Duration.ofMinutes(1));
                System.out.printf(
                        "every scan changes at once: p50 %.0f ms, last %.0f ms until its stream has"
                                + " it%n",
                        (heard[heard.length / 2] - told) / 1e6,
                        (heard[heard.length - 1] - told) / 1e6);
            }
        }
    }
}
