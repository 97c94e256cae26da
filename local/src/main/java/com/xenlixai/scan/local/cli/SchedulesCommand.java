package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Batches that are ordered again and again.
@Command(name = "schedules", description = "Scan pages again and again: list, add, remove.")
final class SchedulesCommand {

    private final Terminal terminal;

    SchedulesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// When.
    static final class When {

        @Option(
                names = "--cron",
                paramLabel = "EXPRESSION",
                description = "Five fields as in crontab, or @daily and the like.")
        @Nullable String cron;

        @Option(names = "--every", paramLabel = "TIME", description = "As in 6h or 1d.")
        @Nullable String every;
    }

    /// What else.
    static final class More {

        @Option(names = "--zone", description = "Time zone of --cron, as in Europe/Berlin.")
        @Nullable String zone;

        @Option(names = "--name", description = "For people.")
        @Nullable String name;

        @Option(names = "--callback", paramLabel = "URL", description = "Where to tell.")
        @Nullable String callback;

        @Option(
                names = "--max-drop",
                paramLabel = "POINTS",
                description = "Tell only of scores that fall by more than that.")
        @Nullable Double maxDrop;
    }

    @Command(name = "add", description = "Order a schedule, and print it.")
    int add(
            @Parameters(paramLabel = "URL", arity = "1..*", description = "The pages.")
                    String[] urls,
            @Option(names = "--sitemap", description = "The URL is that of a sitemap.")
                    boolean sitemap,
            @ArgGroup(multiplicity = "1") When when,
            @Mixin More more,
            @Mixin ServerOptions options)
            throws InterruptedException {
        if (sitemap && urls.length > 1) {
            throw new UsageException("--sitemap takes one URL");
        }
        ObjectNode order = JsonMapper.shared().createObjectNode();
        if (sitemap) {
            order.put("sitemapUrl", urls[0]);
        } else {
            var list = order.putArray("urls");
            for (String url : urls) {
                list.add(url);
            }
        }
        put(order, "cron", when.cron);
        put(order, "interval", when.every);
        put(order, "zone", more.zone);
        put(order, "name", more.name);
        put(order, "callbackUrl", more.callback);
        if (more.maxDrop != null) {
            order.put("maxScoreDrop", more.maxDrop);
        }
        try (Session session = open(options)) {
            terminal.out().println(session.client().schedule(order).toPrettyString());
            return ExitCode.FINE;
        } catch (GatewayProblem e) {
            if (e.status() == 400 || e.status() == 422) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    @Command(name = "list", description = "Print the schedules as JSON lines, the newest first.")
    int list(@Mixin ServerOptions options) throws InterruptedException {
        try (Session session = open(options)) {
            for (JsonNode schedule : session.client().schedules().path("schedules")) {
                terminal.out().println(schedule);
            }
            return ExitCode.FINE;
        }
    }

    @Command(name = "remove", description = "End a schedule; its batches go on.")
    int remove(
            @Parameters(paramLabel = "ID", description = "The scheduleId.") String id,
            @Mixin ServerOptions options)
            throws InterruptedException {
        if (!id.matches("[A-Za-z0-9_.~-]{1,200}")) {
            throw new UsageException("not a scheduleId: " + id);
        }
        try (Session session = open(options)) {
            session.client().endSchedule(id);
            return ExitCode.FINE;
        }
    }

    private Session open(ServerOptions options) {
        var progress = new Progress(terminal);
        try {
            return options.open(progress);
        } finally {
            progress.end();
        }
    }

    private static void put(ObjectNode order, String name, @Nullable String value) {
        if (value != null) {
            order.put(name, value);
        }
    }
}
