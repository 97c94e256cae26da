package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.runtime.DeadLetter;
import com.xenlixai.scan.runtime.DeadLetters;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records that no stage could work on.
@Command(name = "dead-letters", description = "Show and replay records that no stage could take.")
final class DeadLettersCommand {

    private final Terminal terminal;

    DeadLettersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Which of them.
    static final class Filter {

        @Option(names = "--stage", description = "Only of this stage: ${COMPLETION-CANDIDATES}.")
        @Nullable Stage stage;

        @Option(names = "--cause", description = "Only with this cause, as in INTERNAL.")
        @Nullable Cause cause;

        @Option(names = "--scan", paramLabel = "ID", description = "Only of this scan.")
        @Nullable String scanId;

        Predicate<DeadLetter> predicate() {
            return letter ->
                    (stage == null || stage == letter.stage())
                            && (cause == null || cause == letter.cause())
                            && (scanId == null || scanId.equals(letter.scanId()));
        }
    }

    @Command(name = "list", description = "Print the newest dead letters as JSON lines.")
    int list(
            @Mixin Filter filter,
            @Mixin BrokerOptions broker,
            @Option(
                            names = {"-n", "--records"},
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "How many (default: ${DEFAULT-VALUE}).")
                    int most)
            throws InterruptedException {
        if (most < 0) {
            throw new UsageException("-n must not be negative: " + most);
        }
        try (BrokerOptions.Broker found = broker.open();
                var letters = new DeadLetters(found.bootstrapServers())) {
            for (DeadLetter letter : letters.list(filter.predicate(), most)) {
                terminal.out().println(json(letter));
            }
        }
        return ExitCode.FINE;
    }

    @Command(
            name = "replay",
            description = "Send them to the topics they came from again; the pipeline must run.")
    int replay(@Mixin Filter filter, @Mixin BrokerOptions broker) throws InterruptedException {
        try (BrokerOptions.Broker found = broker.open();
                var letters = new DeadLetters(found.bootstrapServers())) {
            terminal.out().println("replayed: " + letters.replay(filter.predicate()));
        }
        return ExitCode.FINE;
    }

    private static String json(DeadLetter letter) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", letter.at().toString());
        line.put("partition", letter.partition());
        line.put("offset", letter.offset());
        line.put("scanId", letter.scanId());
        line.put("stage", letter.stage().name());
        line.put("kind", letter.kind());
        line.put("cause", letter.cause().name());
        line.put("message", letter.message());
        line.put("attempts", letter.attempts());
        line.put(
                "from",
                letter.originalTopic()
                        + "/"
                        + letter.originalPartition()
                        + "@"
                        + letter.originalOffset());
        line.put("bytes", letter.bytes());
        return JsonMapper.shared().writeValueAsString(line);
    }
}
