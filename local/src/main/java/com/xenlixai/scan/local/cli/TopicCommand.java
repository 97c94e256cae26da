package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.local.topic.TopicTail;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Topics for people.
@Command(name = "topic", description = "Read topics.")
final class TopicCommand {

    private final Terminal terminal;

    TopicCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "list", description = "Print the topic catalogue.")
    int list() {
        for (TopicSpec topic : Topics.all()) {
            terminal.out().printf("%-28s key: %s%n", topic.name(), topic.key());
        }
        return ExitCode.FINE;
    }

    /// The end of a topic as JSON lines.
    @Command(name = "tail", description = "Print the newest records of a topic as JSON lines.")
    static final class Tail implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Name of the topic, as in scan-status.")
        String name = "";

        @Option(
                names = {"-n", "--records"},
                paramLabel = "N",
                defaultValue = "10",
                description = "How many (default: ${DEFAULT-VALUE}).")
        int newest;

        @Option(names = "--all", description = "All that are there.")
        boolean all;

        @Option(
                names = {"-f", "--follow"},
                description = "Go on with what is written from now on.")
        boolean follow;

        @Mixin BrokerOptions broker = new BrokerOptions();

        private final Terminal terminal;

        Tail(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            if (Topics.byName(name).isEmpty()) {
                throw new UsageException(
                        "no topic "
                                + name
                                + "; there are "
                                + Topics.all().stream()
                                        .map(TopicSpec::name)
                                        .collect(Collectors.joining(", ")));
            }
            if (newest < 0) {
                throw new UsageException("-n must not be negative: " + newest);
            }
            try (BrokerOptions.Broker found = broker.open()) {
                new TopicTail(found.bootstrapServers())
                        .read(name, all ? -1 : newest, follow, terminal.out()::println);
            }
            return ExitCode.FINE;
        }
    }
}
