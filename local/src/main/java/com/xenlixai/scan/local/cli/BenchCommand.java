package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.bench.farm.SiteFarm;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
}
