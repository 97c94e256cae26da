package com.xenlixai.scan.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The system benchmark from the command line. Arguments: scans a run (3,000), runs (3), file for
/// the JSON result (`system-bench.json`).
public final class SystemBenchMain {

    private SystemBenchMain() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        int scans = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path file = Path.of(arguments.length > 2 ? arguments[2] : "system-bench.json");
        Path folder = Files.createTempDirectory("xenlix-bench");
        List<Measurement> measurements = new SystemBench(folder, scans).run(runs);
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
        System.out.println("all runs: " + file.toAbsolutePath() + ", logs: " + folder);
    }

    private static void print(String name, Measurement run) {
        System.out.printf(
                "%-6s %.0f scans/s, bare loop %.0f/s, ratio %.2f, %.1f CPU-s per 1,000 scans%n",
                name,
                run.scansPerSecond(),
                run.barePerSecond(),
                run.ratio(),
                run.totalCpuPer1000());
        System.out.printf(
                "       a person's scan: idle p50 %d ms p95 %d ms; beside the batch p50 %d ms p95 %d"
                        + " ms (%d scans)%n",
                run.idleMillis().p50(),
                run.idleMillis().p95(),
                run.besideMillis().p50(),
                run.besideMillis().p95(),
                run.besideMillis().count());
        run.cpuSecondsPer1000()
                .forEach(
                        (process, cpu) ->
                                System.out.printf(
                                        "       %-16s %.2f CPU-s per 1,000 scans, peak %d MiB%n",
                                        process,
                                        cpu,
                                        run.peakMegabytes().getOrDefault(process, 0L)));
    }
}
