package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.gateway.database.DatabaseSettings;
import com.xenlixai.scan.local.embedded.EmbeddedPostgres;
import com.xenlixai.scan.local.pipeline.DataFolder;
import com.xenlixai.scan.local.pipeline.LocalPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which database a command works on: a named one, that of the pipeline that runs on the data
/// folder, or one started on that folder for the length of the command.
final class DatabaseOptions {

    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "A running PostgreSQL, as postgresql://host:port/name; also"
                            + " XENLIX_DATABASE_URL, with XENLIX_DATABASE_USERNAME and"
                            + " XENLIX_DATABASE_PASSWORD.")
    @Nullable String url;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of a local pipeline.")
    @Nullable Path data;

    /// A database and what ends with the command.
    record Opened(DatabaseSettings settings, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    Opened open() {
        Map<String, String> environment = System.getenv();
        String named = url != null ? url : environment.get("XENLIX_DATABASE_URL");
        if (named != null && data == null) {
            return new Opened(
                    settings(
                            named,
                            environment.getOrDefault("XENLIX_DATABASE_USERNAME", "xenlix"),
                            environment.getOrDefault("XENLIX_DATABASE_PASSWORD", "")),
                    () -> {});
        }
        Path path = data == null ? DataFolder.usual() : data;
        return DataFolder.take(path).map(DatabaseOptions::start).orElseGet(() -> join(path));
    }

    private static Opened join(Path path) {
        String running = DataFolder.holder(path).map(DataFolder.Running::database).orElse("");
        if (running.isEmpty()) {
            throw new UsageException("another xenlix starts on " + path + "; try again");
        }
        return new Opened(settings(running, SUPERUSER, ""), () -> {});
    }

    private static Opened start(DataFolder folder) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        return new Opened(
                settings(postgres.database(LocalPipeline.DATABASE).url(), SUPERUSER, ""),
                () -> {
                    postgres.close();
                    folder.close();
                });
    }

    private static DatabaseSettings settings(String url, String username, String password) {
        try {
            return new DatabaseSettings(
                    url, username, password, "prefer", 1, PATIENCE, PATIENCE, PATIENCE, PATIENCE);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
