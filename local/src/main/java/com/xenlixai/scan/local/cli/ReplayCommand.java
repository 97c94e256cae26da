package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.client.GatewayProblem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages of the log, judged again under the present rules.
@Command(
        name = "replay",
        description = "Run scans again from the log, without fetching; one result line a scan.",
        footer = {
            "",
            "Each result names the scan that it repeats (replayOf); `diff` compares the two.",
            "Exit: 0 the replay came to its end, 1 it did not, 2 usage."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int MOST_REJECTIONS = 10;
    private static final Duration DAY = Duration.ofHours(24);

    @Option(
            names = "--from",
            required = true,
            paramLabel = "STAGE",
            description =
                    "analyze (facts, checks, scores and on) or generate (keyphrases, insights).")
    String from = "";

    @Option(names = "--batch", paramLabel = "ID", description = "All scans of this batch.")
    @Nullable String batch;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "All scans since then: 2026-03-01T10:00:00Z, or a time back, as PT2H.")
    @Nullable String since;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "These scans.")
    List<String> scanIds = new ArrayList<>();

    @Mixin ServerOptions options = new ServerOptions();

    private final Terminal terminal;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        ObjectNode order = order();
        var progress = new Progress(terminal);
        try (Session session = options.open(progress)) {
            run(session.client(), order, progress);
            return ExitCode.FINE;
        } finally {
            progress.end();
        }
    }

    private ObjectNode order() {
        if (!from.equals("analyze") && !from.equals("generate")) {
            throw new UsageException("--from must be analyze or generate: " + from);
        }
        int choices =
                (batch == null ? 0 : 1) + (since == null ? 0 : 1) + (scanIds.isEmpty() ? 0 : 1);
        if (choices != 1) {
            throw new UsageException("name scans, or one of --batch and --since");
        }
        ObjectNode order = JsonMapper.shared().createObjectNode().put("from", from);
        if (batch != null) {
            return order.put("batchId", batch);
        }
        if (since != null) {
            return order.put("since", moment(since).toString());
        }
        ArrayNode ids = order.putArray("scanIds");
        scanIds.forEach(ids::add);
        return order;
    }

    private static Instant moment(String text) {
        try {
            if (text.startsWith("P")) {
                Duration back = Duration.parse(text);
                if (back.isNegative() || back.compareTo(DAY.multipliedBy(365)) > 0) {
                    throw new UsageException("--since must lie in the past: " + text);
                }
                return Instant.now().minus(back);
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--since must be a time, as 2026-03-01T10:00:00Z or PT2H: " + text);
        }
    }

    private void run(GatewayClient client, ObjectNode order, Progress progress)
            throws InterruptedException, IOException {
        JsonNode begun = begin(client, order);
        String batchId = begun.path("batchId").asString();
        progress.end();
        terminal.err()
                .println(
                        "replay from %s, batch %s: %d accepted, %d rejected%s"
                                .formatted(
                                        from,
                                        batchId,
                                        begun.path("accepted").asLong(0),
                                        begun.path("rejected").asLong(0),
                                        begun.path("sealed").asBoolean(true)
                                                ? ""
                                                : " so far; it goes on"));
        int told = 0;
        for (JsonNode rejection : begun.path("rejections")) {
            if (told++ < MOST_REJECTIONS) {
                terminal.err()
                        .println(
                                "  %s: %s"
                                        .formatted(
                                                rejection.path("value").asString("?"),
                                                rejection.path("reason").asString("")));
            }
        }
        BatchFollower.follow(client, batchId, progress);
        progress.end();
        client.results(batchId, "ndjson", terminal.out());
        terminal.out().flush();
    }

    private static JsonNode begin(GatewayClient client, ObjectNode order)
            throws InterruptedException {
        try {
            return client.replay(order);
        } catch (GatewayProblem e) {
            if (e.status() == 400 || e.status() == 422) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
