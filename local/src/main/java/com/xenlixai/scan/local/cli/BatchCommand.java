package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.client.GatewayProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// A list of URLs, scanned as one batch. What single scans failed of stands in the results; the
/// command itself is fine when the batch came to its end.
@Command(
        name = "batch",
        description = "Scan a list of URLs and write one result line a scan.",
        footer = {"", "Exit: 0 the batch came to its end, 1 it did not, 2 usage."})
final class BatchCommand implements Callable<Integer> {

    private static final int MOST_REJECTIONS = 10;

    @Parameters(
            paramLabel = "FILE|-|URL",
            description =
                    "One URL a line; .csv (column url) and .ndjson by their names; - for input;"
                            + " the URL of a sitemap for its pages.")
    String list = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the results go; standard output without it.")
    @Nullable Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description = "ndjson or csv (default: ${DEFAULT-VALUE}).")
    String format = "ndjson";

    @Mixin ServerOptions options = new ServerOptions();

    private final Terminal terminal;

    BatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!format.equals("ndjson") && !format.equals("csv")) {
            throw new UsageException("--format must be ndjson or csv: " + format);
        }
        if (!list.equals("-") && !isSitemap() && !Files.isReadable(Path.of(list))) {
            throw new UsageException("cannot read " + list);
        }
        var progress = new Progress(terminal);
        try (Session session = options.open(progress)) {
            run(session.client(), progress);
            return ExitCode.FINE;
        } finally {
            progress.end();
        }
    }

    private void run(GatewayClient client, Progress progress)
            throws InterruptedException, IOException {
        JsonNode taken = submit(client);
        String batchId = taken.path("batchId").asString();
        progress.end();
        terminal.err()
                .println(
                        "batch "
                                + batchId
                                + ": "
                                + taken.path("accepted").asLong(0)
                                + " accepted, "
                                + taken.path("rejected").asLong(0)
                                + " rejected");
        int told = 0;
        for (JsonNode rejection : taken.path("rejections")) {
            if (told++ < MOST_REJECTIONS) {
                terminal.err()
                        .println(
                                "  line "
                                        + rejection.path("line").asString("?")
                                        + ": "
                                        + rejection.path("reason").asString(""));
            }
        }
        BatchFollower.follow(client, batchId, progress);
        progress.end();
        if (output == null) {
            client.results(batchId, format, terminal.out());
            terminal.out().flush();
        } else {
            try (var file = Files.newOutputStream(output)) {
                client.results(batchId, format, file);
            }
        }
    }

    private JsonNode submit(GatewayClient client) throws InterruptedException, IOException {
        try {
            if (isSitemap()) {
                return client.submitSitemap(list);
            }
            if (!list.equals("-")) {
                return client.submitBatch(Path.of(list), mediaType(list));
            }
            Path copy = Files.createTempFile("xenlix-batch", ".txt");
            try {
                Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
                return client.submitBatch(copy, "text/plain");
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (GatewayProblem e) {
            if (e.status() == 400 || e.status() == 422) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private boolean isSitemap() {
        return list.startsWith("https://") || list.startsWith("http://");
    }

    private static String mediaType(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return "text/csv";
        }
        return lower.endsWith(".ndjson") || lower.endsWith(".jsonl")
                ? "application/x-ndjson"
                : "text/plain";
    }
}
