package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.client.GatewayProblem;
import com.xenlixai.scan.local.client.StatusDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// One scan, from the order to the printed report.
@Command(
        name = "scan",
        description = "Scan one page and print its report.",
        footer = {
            "",
            "Exit: 0 fine, 1 the scan failed, 2 usage, 3 the score is under --fail-under."
        })
final class ScanCommand implements Callable<Integer> {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final int PAYMENT_REQUIRED = 402;

    @Parameters(paramLabel = "URL", description = "The absolute http or https URL of the page.")
    String url = "";

    @Option(names = "--json", description = "Print the full report as JSON.")
    boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write it as an HTML page.")
    @Nullable Path html;

    @Option(
            names = "--fail-under",
            paramLabel = "N",
            description = "Exit with 3 when the score is under N (0 to 100).")
    @Nullable Double failUnder;

    @Mixin ServerOptions options = new ServerOptions();

    private final Terminal terminal;

    ScanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (failUnder != null && !(failUnder >= 0 && failUnder <= 100)) {
            throw new UsageException("--fail-under must be 0 to 100: " + failUnder);
        }
        var progress = new Progress(terminal);
        try (Session session = options.open(progress)) {
            return scan(session.client(), progress);
        } finally {
            progress.end();
        }
    }

    private int scan(GatewayClient client, Progress progress)
            throws InterruptedException, IOException {
        String scanId = submit(client);
        StatusDocument last = follow(client, scanId, progress);
        progress.end();
        if (!last.status().equals("FULL_READY")) {
            String why = last.failure();
            terminal.err().println(last.status() + (why.isEmpty() ? "" : " " + why));
            return ExitCode.FAILED;
        }
        JsonNode report = report(client, scanId);
        if (json) {
            terminal.out().println(report.toPrettyString());
        } else {
            new ReportPrinter(terminal).print(report);
        }
        if (html != null) {
            Files.writeString(html, client.html(scanId));
            terminal.err().println("written: " + html);
        }
        return verdict(report);
    }

    /// What the gateway refuses to scan at all is a mistake of the one who asked.
    private String submit(GatewayClient client) throws InterruptedException {
        try {
            return client.submit(url);
        } catch (GatewayProblem e) {
            if (e.status() == 400 || e.status() == 422) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static StatusDocument follow(GatewayClient client, String scanId, Progress progress)
            throws InterruptedException {
        String known = "";
        while (true) {
            Optional<StatusDocument> changed =
                    client.status(scanId, known, known.isEmpty() ? Duration.ZERO : WAIT);
            if (changed.isPresent()) {
                StatusDocument document = changed.get();
                progress.show(document);
                if (document.isTerminal()) {
                    return document;
                }
                known = document.etag();
            }
        }
    }

    private static JsonNode report(GatewayClient client, String scanId)
            throws InterruptedException {
        try {
            return client.full(scanId);
        } catch (GatewayProblem e) {
            if (e.status() != PAYMENT_REQUIRED) {
                throw e;
            }
            client.unlock(scanId);
            return client.full(scanId);
        }
    }

    private int verdict(JsonNode report) {
        if (failUnder == null) {
            return ExitCode.FINE;
        }
        JsonNode score = report.path("score");
        if (score.isNumber() && score.asDouble() >= failUnder) {
            return ExitCode.FINE;
        }
        terminal.err()
                .println(
                        "score "
                                + (score.isNumber() ? score.asDouble() : "none")
                                + " is under "
                                + failUnder);
        return ExitCode.SCORE_TOO_LOW;
    }
}
