package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.bench.crawl.CrawlBenchMain;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.bench.fault.FaultMain;
import com.xenlixai.scan.bench.scale.ScaleMain;
import com.xenlixai.scan.bench.soak.SoakMain;
import com.xenlixai.scan.bench.steps.StepCost;
import com.xenlixai.scan.bench.throughput.SystemBenchMain;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measurements, and the pages that they run on.
@Command(name = "bench", description = "Measurements and the small web that they run on.")
final class BenchCommand {

    private final Terminal terminal;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "farm", description = "Serve real-looking pages on loopback until stopped.")
    int farm(
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "8099",
                            description = "Port (default: ${DEFAULT-VALUE}; 0 for a free one).")
                    int port,
            @Option(
                            names = "--hosts",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "127.0.0.1 to 127.0.0.N (default: ${DEFAULT-VALUE}).")
                    int hosts)
            throws InterruptedException {
        try (SiteFarm farm = SiteFarm.start(hosts, port)) {
            SiteFarm.paths().forEach(path -> terminal.out().println(farm.url(path)));
            terminal.out().println("Stop with Ctrl-C.");
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e.getMessage() == null ? "cannot listen" : e.getMessage());
        }
        return ExitCode.FINE;
    }

    @Command(
            name = "steps",
            description = "CPU time of analyze and generate on one page of the farm: [PAGES].")
    int steps(@Parameters(arity = "0..1", paramLabel = "PAGES") @Nullable Integer pages)
            throws InterruptedException {
        StepCost.print(pages == null ? 1_000 : pages, terminal.out());
        return ExitCode.FINE;
    }

    @Command(
            name = "crawl",
            description =
                    "Pages per second of the crawl stage and of its fetcher beside a bare loop:"
                            + " [PAGES [RUNS]].")
    int crawl(@Parameters(arity = "0..2", paramLabel = "ARGUMENT") @Nullable List<String> arguments)
            throws Exception {
        CrawlBenchMain.run(terminal.out(), given(arguments));
        return ExitCode.FINE;
    }

    @Command(
            name = "system",
            description =
                    "Scans per second, CPU and memory of the whole pipeline: [SCANS [RUNS"
                            + " [BACKGROUND [FILE]]]].")
    int system(
            @Parameters(arity = "0..4", paramLabel = "ARGUMENT") @Nullable List<String> arguments)
            throws Exception {
        SystemBenchMain.run(given(arguments));
        return ExitCode.FINE;
    }

    @Command(
            name = "faults",
            description =
                    "The fault programme: [short|all|sabotage|IDS [SCANS [PER_SECOND]]]. Exit code"
                            + " 1 when a promise was broken.")
    int faults(
            @Parameters(arity = "0..3", paramLabel = "ARGUMENT") @Nullable List<String> arguments)
            throws Exception {
        return FaultMain.run(given(arguments)) == 0 ? ExitCode.FINE : ExitCode.FAILED;
    }

    @Command(
            name = "scale",
            description =
                    "What more instances of a stage bring: [crawl|analyze|generate [SCANS"
                            + " [SECONDS]]].")
    int scale(@Parameters(arity = "0..3", paramLabel = "ARGUMENT") @Nullable List<String> arguments)
            throws Exception {
        ScaleMain.run(given(arguments));
        return ExitCode.FINE;
    }

    @Command(
            name = "soak",
            description =
                    "The leak test: [SECONDS [SAMPLE_EVERY [PER_SECOND [LEAK_BYTES_A_SCAN]]]]. Exit"
                            + " code 1 when something grows.")
    int soak(@Parameters(arity = "0..4", paramLabel = "ARGUMENT") @Nullable List<String> arguments)
            throws Exception {
        return SoakMain.run(given(arguments)) == 0 ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static String[] given(@Nullable List<String> arguments) {
        return arguments == null ? new String[0] : arguments.toArray(String[]::new);
    }
}
