package com.xenlixai.scan.local.cli;

import java.io.PrintStream;

/// Where the command prints: results to standard output, progress and problems to standard error.
///
/// @param out results
/// @param err progress and problems
/// @param outIsTerminal whether results are read by a person, so that they may be coloured
/// @param errIsTerminal whether progress may be redrawn in place
/// @param columns width of the terminal
record Terminal(
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns) {

    private static final int USUAL_COLUMNS = 100;
    private static final int LEAST_COLUMNS = 40;

    /// The process's own streams. The JVM cannot ask about single streams, so the script tells.
    static Terminal ofProcess() {
        boolean plain = System.getenv("NO_COLOR") != null;
        return new Terminal(
                System.out,
                System.err,
                Boolean.getBoolean("xenlix.terminal.out") && !plain,
                Boolean.getBoolean("xenlix.terminal.err"),
                Math.max(
                        LEAST_COLUMNS,
                        Integer.getInteger("xenlix.terminal.columns", USUAL_COLUMNS)));
    }

    /// The text in an ANSI style where that is readable.
    String styled(String style, String text) {
        return outIsTerminal ? "\u001B[" + style + "m" + text + "\u001B[0m" : text;
    }
}
