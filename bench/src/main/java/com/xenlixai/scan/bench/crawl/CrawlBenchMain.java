package com.xenlixai.scan.bench.crawl;

import com.xenlixai.scan.bench.cluster.JavaCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// The crawl stage's benchmark from the command line. Arguments: pages a run (20,000), runs (3). The
/// system property `xenlix.bench.jvm` gives the stage's JVM more options, for instance a recording.
public final class CrawlBenchMain {

    private static final int CONCURRENCY = 64;
    private static final double FETCHER_BAR = 0.85;
    private static final double STAGE_BAR = 0.4;
    private static final int MEGABYTE = 1 << 20;

    /// Of the stage, which is compiled for longer; the other two share half of it.
    private static final Duration WARM_UP = Duration.ofMinutes(3);

    private final Path folder;
    private final PrintStream out;

    private CrawlBenchMain(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
        System.exit(0);
    }

    public static void run(PrintStream out, String... arguments)
            throws IOException, InterruptedException, ExecutionException, NoSuchAlgorithmException {
        int pages = number(arguments, 0, 20_000);
        int runs = number(arguments, 1, 3);
        Path folder = Files.createTempDirectory("xenlix-bench-crawl");
        out.println("logs: " + folder);
        new CrawlBenchMain(folder, out).measure(pages, runs);
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    /// All three in turns, so that what else the machine does falls on each of them.
    private void measure(int pages, int runs)
            throws IOException, InterruptedException, ExecutionException, NoSuchAlgorithmException {
        List<String> jvm = JavaCommand.optionsIn("xenlix.bench.jvm");
        List<Rate> bare = new ArrayList<>();
        List<Rate> fetcher = new ArrayList<>();
        List<StageLoad.Cost> stage = new ArrayList<>();
        try (Sites sites = Sites.start(folder.resolve("sites.log"));
                StageLoad load = StageLoad.start(sites, folder, CONCURRENCY, jvm)) {
            var inProcess = new InProcess(sites, CONCURRENCY);
            warmUp(inProcess, load, pages);
            for (int run = 1; run <= runs; run++) {
                Rate plain = inProcess.bare(pages);
                Rate ours = inProcess.fetcher(pages);
                StageLoad.Cost whole = load.run("run" + run, pages);
                out.printf(
                        "run %d: bare %,.0f/s, fetcher %,.0f/s, stage %,.0f/s%n",
                        run,
                        plain.pagesPerSecond(),
                        ours.pagesPerSecond(),
                        whole.stage().pagesPerSecond());
                bare.add(plain);
                fetcher.add(ours);
                stage.add(whole);
            }
            report(Rate.median(bare), Rate.median(fetcher), stage);
            out.printf(
                    "2,000 pages of 50 KB being read: %,d MiB of live heap%n",
                    inProcess.heapInFlight() / MEGABYTE);
        }
    }

    /// Until a JVM has compiled what it runs, compiling is most of its work.
    private static void warmUp(InProcess inProcess, StageLoad load, int pages)
            throws IOException, InterruptedException, NoSuchAlgorithmException {
        long end = System.nanoTime() + WARM_UP.toNanos() / 2;
        while (System.nanoTime() - end < 0) {
            inProcess.bare(pages);
            inProcess.fetcher(pages);
        }
        end = System.nanoTime() + WARM_UP.toNanos();
        for (int round = 0; System.nanoTime() - end < 0; round++) {
            load.run("warm-up" + round, pages);
        }
    }

    private void report(Rate bare, Rate fetcher, List<StageLoad.Cost> stage) {
        Rate whole = Rate.median(stage.stream().map(StageLoad.Cost::stage).toList());
        double broker =
                stage.stream().mapToDouble(StageLoad.Cost::brokerCpuMillis).average().orElse(0);
        out.printf(
                "%nbare loop      %,7.0f pages/s, %.3f ms CPU a page%n",
                bare.pagesPerSecond(), bare.cpuMillis());
        out.printf(
                "fetcher alone  %,7.0f pages/s, %.3f ms CPU a page, %.2f of it (bar %.2f)%n",
                fetcher.pagesPerSecond(),
                fetcher.cpuMillis(),
                fetcher.pagesPerSecond() / bare.pagesPerSecond(),
                FETCHER_BAR);
        out.printf(
                "stage alone    %,7.0f pages/s, %.3f ms CPU a page, %.2f of it (bar %.2f);"
                        + " broker %.3f ms%n",
                whole.pagesPerSecond(),
                whole.cpuMillis(),
                whole.pagesPerSecond() / bare.pagesPerSecond(),
                STAGE_BAR,
                broker);
    }
}
