package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.StatusDocument;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Where a scan stands.
@Command(name = "status", description = "Print the status document of a scan.")
final class StatusCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The scanId.")
    String scanId = "";

    @Mixin ServerOptions options = new ServerOptions();

    private final Terminal terminal;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!scanId.matches("[A-Za-z0-9_.~-]{1,200}")) {
            throw new UsageException("not a scanId: " + scanId);
        }
        var progress = new Progress(terminal);
        try (Session session = options.open(progress)) {
            StatusDocument document =
                    session.client().status(scanId, "", Duration.ZERO).orElseThrow();
            progress.end();
            terminal.out().println(document.json().toPrettyString());
            return ExitCode.FINE;
        } finally {
            progress.end();
        }
    }
}
