package com.xenlixai.scan.bench.gateway;

import com.xenlixai.scan.bench.cluster.JavaCommand;
import com.xenlixai.scan.bench.gateway.HttpLoad.Outcome;
import com.xenlixai.scan.local.embedded.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Polls on 64 connections: of jobs that wait, of jobs that the client knows (304), of finished ones,
/// the same by way of the web framework, and of waiting ones while a batch runs; each in turns with
/// the bare server, whose answers are as long.
final class Polls {

    private static final int CONNECTIONS = 64;
    private static final int JOBS = 10_000;
    private static final int RUNNING = 3_000;
    private static final double EVENTS_PER_SECOND = 1_000;

    /// A gateway compiles for a minute before it answers as fast as it will.
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    private static final Duration TIME = Duration.ofSeconds(5);

    private final Rig rig;
    private final int rounds;

    Polls(Rig rig, int rounds) {
        this.rig = rig;
        this.rounds = rounds;
    }

    private record Kind(String name, Supplier<byte[]> requests) {}

    void run() throws IOException, InterruptedException {
        String waiting = rig.upload(JOBS).path("batchId").asString();
        rig.awaitCount(waiting, "QUEUED", JOBS, Duration.ofMinutes(1));
        List<String> jobs = rig.scanIds(waiting);
        List<String> over = jobs.subList(0, JOBS / 2);
        List<String> live = jobs.subList(JOBS / 2, JOBS);
        try (var feed = new Feed(rig.cluster().bootstrapServers())) {
            feed.tell(over, Feed.steps() - 1);
            rig.awaitCount(waiting, "FULL_READY", over.size(), Duration.ofMinutes(1));
            List<Kind> kinds =
                    List.of(
                            new Kind("waiting jobs", inTurn(live)),
                            new Kind("the same, known (304)", inTurn(live, tagOf(live.getFirst()))),
                            new Kind(
                                    "the same, with If-State-At-Least",
                                    inTurn(live, "If-State-At-Least: 1")),
                            new Kind("finished jobs", inTurn(over)),
                            // What differs from a plain poll takes the ordinary way.
                            new Kind(
                                    "finished jobs, by way of the web framework",
                                    inPathsTurn(paths(over, "?"))));
            int size = load(kinds.getFirst().requests()).run(Duration.ofSeconds(1)).bodyBytes();
            int bare = FreePort.find();
            Process server = bareServer(bare, size);
            try {
                beside(bare, kinds);
                whileABatchRuns(feed, bare, kinds.getFirst());
            } finally {
                server.destroy();
            }
        }
    }

    private void beside(int bare, List<Kind> kinds) throws IOException {
        HttpLoad reference = new HttpLoad(bare, CONNECTIONS, () -> HttpLoad.get("/"));
        reference.run(WARM_UP);
        for (Kind kind : kinds) {
            load(kind.requests()).run(WARM_UP);
            List<Outcome> ours = new ArrayList<>();
            List<Outcome> theirs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                theirs.add(reference.run(TIME));
                ours.add(load(kind.requests()).run(TIME));
            }
            print(kind.name(), median(ours), median(theirs));
        }
    }

    private void whileABatchRuns(Feed feed, int bare, Kind kind)
            throws IOException, InterruptedException {
        Outcome idle = new HttpLoad(bare, CONNECTIONS, () -> HttpLoad.get("/")).run(TIME);
        String batch = rig.upload(RUNNING).path("batchId").asString();
        rig.awaitCount(batch, "QUEUED", RUNNING, Duration.ofMinutes(1));
        List<String> running = rig.scanIds(batch);
        Thread events =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        feed.tell(running, EVENTS_PER_SECOND);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        Outcome beside = load(kind.requests()).run(TIME.multipliedBy(2));
        events.interrupt();
        events.join();
        print(
                kind.name() + ", while %.0f events/s come".formatted(EVENTS_PER_SECOND),
                beside,
                idle);
    }

    private static void print(String name, Outcome ours, Outcome bare) {
        System.out.printf(
                "polls of %s: %s%n    bare server: %s%n    ratio %.2f%n",
                name, ours, bare, ours.perSecond() / bare.perSecond());
    }

    private static Outcome median(List<Outcome> outcomes) {
        return outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::perSecond))
                .toList()
                .get(outcomes.size() / 2);
    }

    private HttpLoad load(Supplier<byte[]> requests) {
        return new HttpLoad(rig.port(), CONNECTIONS, requests);
    }

    private String tagOf(String scanId) throws IOException, InterruptedException {
        JsonNode state = rig.get(path(scanId));
        return "If-None-Match: W/\"" + state.path("version").asLong() + "\"";
    }

    private static Supplier<byte[]> inTurn(List<String> scanIds, String... headers) {
        return inPathsTurn(paths(scanIds, ""), headers);
    }

    private static Supplier<byte[]> inPathsTurn(List<String> paths, String... headers) {
        List<byte[]> requests = paths.stream().map(path -> HttpLoad.get(path, headers)).toList();
        var next = new AtomicInteger();
        return () -> requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
    }

    private static List<String> paths(List<String> scanIds, String end) {
        return scanIds.stream().map(scanId -> path(scanId) + end).toList();
    }

    private static String path(String scanId) {
        return "/api/v1/scan-jobs/" + scanId + "/status";
    }

    private static Process bareServer(int port, int size) throws IOException, InterruptedException {
        List<String> arguments = List.of(Integer.toString(port), Integer.toString(size));
        List<String> command =
                new ArrayList<>(JavaCommand.of(BareServerMain.class, 512, arguments));
        command.addAll(1, JavaCommand.AS_DEPLOYED);
        Process server =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (!answers(port)) {
            if (!server.isAlive()) {
                throw new IllegalStateException("the bare server has ended");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return server;
    }

    private static boolean answers(int port) {
        try (var _ = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
