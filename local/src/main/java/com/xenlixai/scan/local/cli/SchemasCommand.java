package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.contract.SchemaRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/// The history of the event schemas.
@Command(name = "schemas", description = "Release the event schemas (for developers).")
final class SchemasCommand {

    private final Terminal terminal;

    SchemasCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "release",
            description = "Add the changed schemas and a sample of each to the history.")
    int release() throws IOException {
        Path module = Path.of(System.getProperty("xenlix.root", ".")).resolve("schemas");
        if (!Files.isDirectory(module)) {
            throw new UsageException("not in a working copy of the repository: no " + module);
        }
        try {
            List<String> written = SchemaRelease.write(module);
            terminal.out()
                    .println(
                            written.isEmpty()
                                    ? "nothing changed"
                                    : String.join(System.lineSeparator(), written));
            return ExitCode.FINE;
        } catch (IllegalStateException e) {
            terminal.err().println("not released: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
