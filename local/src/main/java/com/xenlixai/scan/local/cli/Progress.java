package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.BatchDocument;
import com.xenlixai.scan.local.client.StatusDocument;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Shows how a scan goes: one line drawn over and over on a terminal, otherwise a plain line for
/// each change.
final class Progress {

    private static final List<String> STAGES = List.of("CRAWL", "PARSE", "ANALYZE", "GENERATE");
    private static final int BAR = 24;

    private final Terminal terminal;
    private final long begin = System.nanoTime();
    private String last = "";

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Tells what goes on before there is a scan.
    void tell(String what) {
        show(what, "… " + what);
    }

    /// Tells where the scan stands.
    void show(StatusDocument document) {
        StringBuilder stages = new StringBuilder();
        for (String stage : STAGES) {
            stages.append(mark(stateOf(document.json(), stage)))
                    .append(' ')
                    .append(stage.toLowerCase(Locale.ROOT))
                    .append("  ");
        }
        int done = document.progress() * BAR / 100;
        String drawn =
                "["
                        + "█".repeat(done)
                        + "░".repeat(BAR - done)
                        + "] "
                        + "%3d%%  ".formatted(document.progress())
                        + stages
                        + document.status();
        String plain =
                "%s %d%%%s"
                        .formatted(
                                document.status(),
                                document.progress(),
                                document.stage().isEmpty() ? "" : " " + document.stage());
        show(plain, drawn);
    }

    /// Tells where the batch stands.
    void show(BatchDocument batch) {
        long total = Math.max(1, batch.total());
        int done = (int) (batch.ended() * BAR / total);
        String counts =
                "%d of %d, %d failed, %.1f/s%s"
                        .formatted(
                                batch.ended(),
                                batch.total(),
                                batch.count("FAILED"),
                                batch.ratePerSecond(),
                                batch.etaSeconds() < 0
                                        ? ""
                                        : ", " + batch.etaSeconds() + " s to go");
        show(counts, "[" + "█".repeat(done) + "░".repeat(BAR - done) + "] " + counts);
    }

    /// Leaves the last line standing.
    void end() {
        if (terminal.errIsTerminal() && !last.isEmpty()) {
            terminal.err().println();
        }
        last = "";
    }

    private void show(String plain, String drawn) {
        if (plain.equals(last)) {
            return;
        }
        last = plain;
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (terminal.errIsTerminal()) {
            String line = "%s  %.1f s".formatted(drawn, seconds);
            terminal.err().print("\r\u001B[2K" + shortened(line));
            terminal.err().flush();
        } else {
            terminal.err().printf(Locale.ROOT, "%6.1f s  %s%n", seconds, plain);
        }
    }

    private String shortened(String line) {
        int room = terminal.columns() - 1;
        return line.length() <= room ? line : line.substring(0, room);
    }

    private static String stateOf(JsonNode document, String stage) {
        for (JsonNode one : document.path("stages")) {
            if (one.path("stage").asString("").equals(stage)) {
                return one.path("state").asString("WAITING");
            }
        }
        return "WAITING";
    }

    private static String mark(String state) {
        return switch (state) {
            case "DONE" -> "✓";
            case "RUNNING" -> "▸";
            case "FAILED" -> "✗";
            case "SKIPPED" -> "–";
            default -> "·";
        };
    }
}
