package com.xenlixai.scan.bench.throughput;

import com.xenlixai.scan.bench.cluster.JavaCommand;
import com.xenlixai.scan.bench.throughput.SystemBench.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The system benchmark from the command line. Arguments: scans a run (3,000), runs (3), URLs of
/// the batch in the background (100,000), file for the JSON result (`system-bench.json`). The system
/// property `xenlix.bench.jvm` gives the services' JVMs more options, for instance a recording.
public final class SystemBenchMain {

    private static final String JVM_OPTIONS = "xenlix.bench.jvm";
    private static final int PEOPLE = 40;
    private static final Duration POLLING = Duration.ofSeconds(15);

    private SystemBenchMain() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        run(arguments);
        System.exit(0);
    }

    public static void run(String... arguments)
            throws IOException, InterruptedException, ExecutionException {
        int scans = number(arguments, 0, 3_000);
        int runs = number(arguments, 1, 3);
        int background = number(arguments, 2, 100_000);
        Path file = Path.of(arguments.length > 3 ? arguments[3] : "system-bench.json");
        Path folder = Files.createTempDirectory("xenlix-bench");
        System.out.println("logs: " + folder);
        var bench =
                new SystemBench(
                        folder,
                        new Size(scans, Math.min(scans, 10_000), background, PEOPLE, POLLING),
                        JavaCommand.optionsIn(JVM_OPTIONS),
                        line ->
                                System.out.println(
                                        LocalTime.now(ZoneOffset.UTC).withNano(0) + " " + line));
        List<Measurement> measurements = bench.run(runs);
        Files.writeString(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(measurements));
        List<Measurement> sorted =
                measurements.stream()
                        .sorted(Comparator.comparingDouble(Measurement::scansPerSecond))
                        .toList();
        print("worst", sorted.getFirst());
        print("median", sorted.get(sorted.size() / 2));
        System.out.println("all runs: " + file.toAbsolutePath());
    }

    private static int number(String[] arguments, int position, int otherwise) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : otherwise;
    }

    private static void print(String name, Measurement run) {
        System.out.printf(
                "%n%s: %.0f scans/s, bare loop %.0f/s, ratio %.2f, %.1f CPU-s per 1,000 scans%n",
                name,
                run.scansPerSecond(),
                run.barePerSecond(),
                run.ratio(),
                run.cpuSecondsPer1000());
        System.out.printf(
                "  a person's scan: idle p50 %.0f ms, p95 %.0f ms; beside the batch p50 %.0f ms,"
                        + " p95 %.0f ms%n",
                run.idleMillis().p50(),
                run.idleMillis().p95(),
                run.besideMillis().p50(),
                run.besideMillis().p95());
        StatusPolls.Outcome polls = run.polls();
        System.out.printf(
                "  status polls beside it: %d offered, %.0f/s answered, p50 %.1f ms, p99 %.1f ms,"
                        + " %d errors; upload %.0f URLs/s%n",
                polls.offered(),
                polls.answeredPerSecond(),
                polls.millis().p50(),
                polls.millis().p99(),
                polls.errors(),
                run.uploadedPerSecond());
        run.processes()
                .forEach(
                        (process, share) ->
                                System.out.printf(
                                        "  %-16s %5.2f CPU-s per 1,000 scans, peak %d MiB%n",
                                        process, share.cpuSecondsPer1000(), share.peakMegabytes()));
    }
}
