package com.xenlixai.scan.local.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// What changed between two scans.
@Command(
        name = "diff",
        description = "Compare two scans: findings new, fixed, changed and persisting.",
        footer = {"", "Exit: 0 compared, 1 a report is not to be had, 2 usage."})
final class DiffCommand implements Callable<Integer> {

    private static final String ID = "[A-Za-z0-9_.~-]{1,200}";

    @Parameters(index = "0", paramLabel = "A", description = "The earlier scan.")
    String earlier = "";

    @Parameters(index = "1", paramLabel = "B", description = "The later scan.")
    String later = "";

    @Option(names = "--json", description = "Print the answer of the API.")
    boolean json;

    @Mixin ServerOptions options = new ServerOptions();

    private final Terminal terminal;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        for (String id : new String[] {earlier, later}) {
            if (!id.matches(ID)) {
                throw new UsageException("not a scanId: " + id);
            }
        }
        var progress = new Progress(terminal);
        try (Session session = options.open(progress)) {
            JsonNode diff = session.client().diff(earlier, later);
            progress.end();
            if (json) {
                terminal.out().println(diff.toPrettyString());
            } else {
                print(diff);
            }
            return ExitCode.FINE;
        } finally {
            progress.end();
        }
    }

    private void print(JsonNode diff) {
        side("A", diff.path("before"));
        side("B", diff.path("after"));
        JsonNode score = diff.path("score");
        if (score.path("delta").isNumber()) {
            terminal.out()
                    .println(
                            "score %s: page %s, ruleset %s"
                                    .formatted(
                                            signed(score.path("delta")),
                                            signed(score.path("byPage")),
                                            signed(score.path("byRuleset"))));
        } else {
            terminal.out().println("score: one of the pages was not judged");
        }
        if (diff.path("samePage").asBoolean(false)) {
            terminal.out().println("B is the same fetched page as A, judged again");
        }
        findings("new", diff.path("new"));
        findings("fixed", diff.path("fixed"));
        findings("changed", diff.path("changed"));
        findings("persisting", diff.path("persisting"));
    }

    private void side(String name, JsonNode side) {
        JsonNode score = side.path("score");
        terminal.out()
                .println(
                        "%s %s  %s  fetched %s  score %s  checks %s"
                                .formatted(
                                        name,
                                        side.path("scanId").asString(""),
                                        side.path("url").asString(""),
                                        side.path("fetchedAt").asString(""),
                                        score.isNumber() ? score.asString() : "none",
                                        side.path("checks").asString("")));
    }

    private void findings(String kind, JsonNode findings) {
        terminal.out().println();
        terminal.out().println(kind + " (" + findings.size() + ")");
        for (JsonNode finding : findings) {
            String before = finding.path("before").asString("");
            String after = finding.path("after").asString("");
            String change =
                    before.isEmpty() || after.isEmpty() || before.equals(after)
                            ? before.isEmpty() ? after : before
                            : before + " -> " + after;
            terminal.out()
                    .println(
                            "  %-8s %-24s %s  [%s]"
                                    .formatted(
                                            finding.path("severity").asString(""),
                                            finding.path("id").asString(""),
                                            finding.path("title").asString(""),
                                            change));
        }
    }

    private static String signed(JsonNode points) {
        return String.format(Locale.ROOT, "%+.1f", points.asDouble(0));
    }
}
