package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Messages to receivers, and what they are signed with.
@Command(name = "webhooks", description = "Show webhooks, send them again, and their secret.")
final class WebhooksCommand {

    private final Terminal terminal;

    WebhooksCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What became of a message.
    enum State {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    private interface Call {
        void on(GatewayClient client) throws InterruptedException;
    }

    @Command(name = "list", description = "Print messages as JSON lines, the newest first.")
    int list(
            @Option(names = "--state", description = "Only these: ${COMPLETION-CANDIDATES}.")
                    @Nullable State state,
            @Option(
                            names = {"-n", "--records"},
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many (default: ${DEFAULT-VALUE}).")
                    int most,
            @Mixin ServerOptions options)
            throws InterruptedException {
        if (most < 1 || most > 500) {
            throw new UsageException("-n must be 1 to 500: " + most);
        }
        return call(
                options,
                client ->
                        print(
                                client.deliveries(state == null ? "" : state.name(), most)
                                        .path("deliveries")));
    }

    @Command(
            name = "redeliver",
            description = "Send messages again at once, each with its own webhook-id.")
    int redeliver(
            @Parameters(paramLabel = "ID", arity = "0..*", description = "The webhook-id.")
                    String @Nullable [] ids,
            @Option(names = "--given-up", description = "All that were given up, the newest 500.")
                    boolean givenUp,
            @Mixin ServerOptions options)
            throws InterruptedException {
        String[] named = ids == null ? new String[0] : ids;
        if (named.length == 0 && !givenUp) {
            throw new UsageException("which? Name webhook-ids, or say --given-up");
        }
        for (String id : named) {
            if (!id.matches("[A-Za-z0-9_.-]{1,100}")) {
                throw new UsageException("not a webhook-id: " + id);
            }
        }
        return call(
                options,
                client -> {
                    for (String id : named) {
                        terminal.out().println(client.redeliver(id));
                    }
                    if (givenUp) {
                        for (JsonNode one :
                                client.deliveries(State.GIVEN_UP.name(), 500).path("deliveries")) {
                            terminal.out().println(client.redeliver(one.path("id").asString()));
                        }
                    }
                });
    }

    @Command(name = "secret", description = "Print the secrets that messages are signed with.")
    int secret(
            @Option(
                            names = "--rotate",
                            description =
                                    "Make another one first; the former one signs as well"
                                            + " for a while.")
                    boolean rotate,
            @Mixin ServerOptions options)
            throws InterruptedException {
        return call(options, client -> print(client.webhookSecret(rotate).path("secrets")));
    }

    private int call(ServerOptions options, Call call) throws InterruptedException {
        var progress = new Progress(terminal);
        try (Session session = options.open(progress)) {
            progress.end();
            call.on(session.client());
            return ExitCode.FINE;
        } finally {
            progress.end();
        }
    }

    private void print(JsonNode lines) {
        for (JsonNode line : lines) {
            terminal.out().println(line);
        }
    }
}
