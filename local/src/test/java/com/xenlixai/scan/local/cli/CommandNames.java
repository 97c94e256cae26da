package com.xenlixai.scan.local.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Which commands and options the command line has, for the test of the documentation.
public final class CommandNames {

    private CommandNames() {}

    /// @param second the word after the command: its subcommand, if it has any
    /// @param options names as they are written, with their dashes
    public static boolean exists(String command, @Nullable String second, List<String> options) {
        CommandLine found = Xenlix.commandLine(Terminal.ofProcess()).getSubcommands().get(command);
        if (found == null) {
            return false;
        }
        if (!found.getSubcommands().isEmpty() && second != null) {
            found = found.getSubcommands().get(second);
        }
        if (found == null) {
            return false;
        }
        return found.getCommandSpec().optionsMap().keySet().containsAll(options);
    }
}
