package com.xenlixai.scan.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// PostgreSQL 18 as a child process on loopback, from the binaries that the class path brings.
/// With a folder of the caller's its data stays for the next start; otherwise it is deleted on
/// {@link #close()}, and the server trades durability for speed.
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String USER = "postgres";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final @Nullable Path temporary;

    private EmbeddedPostgres(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, @Nullable Path temporary) {
        this.server = server;
        this.temporary = temporary;
    }

    /// Starts a server whose data is gone after use, on a free port.
    public static EmbeddedPostgres start() {
        return start(null, 0);
    }

    /// Starts a server and returns when it answers.
    ///
    /// @param folder where its data stays, or null for a temporary one
    /// @param port the port to listen on, or 0 for a free one
    public static EmbeddedPostgres start(@Nullable Path folder, int port) {
        Path temporary = folder == null ? TemporaryFolder.create("xenlix-postgres") : null;
        Path data = folder != null ? folder : Objects.requireNonNull(temporary).resolve("data");
        stopLeftOver(data);
        var builder =
                io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setPGStartupWait(START_WITHIN)
                        .setPort(port == 0 ? FreePort.find() : port)
                        .setServerConfig("shared_buffers", "64MB")
                        .setServerConfig("max_connections", "100");
        if (temporary != null) {
            builder.setServerConfig("fsync", "off");
        } else {
            // The library switches this off; data that is kept is worth a sync.
            builder.setServerConfig("synchronous_commit", "on");
        }
        try {
            Files.createDirectories(data);
            return new EmbeddedPostgres(builder.start(), temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start in " + data, e);
        }
    }

    /// The database that is always there.
    public Database database() {
        return new Database("127.0.0.1", server.getPort(), USER, USER, "");
    }

    /// Makes the database if it is not there yet.
    ///
    /// @param name letters, digits and underscores
    public Database database(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (var connection = server.getPostgresDatabase().getConnection();
                var query =
                        connection.prepareStatement(
                                "select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            try (var found = query.executeQuery()) {
                if (!found.next()) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("create database " + name);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make database " + name, e);
        }
        return new Database("127.0.0.1", server.getPort(), name, USER, "");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        } finally {
            if (temporary != null) {
                TemporaryFolder.delete(temporary);
            }
        }
    }

    /// A JVM that was killed leaves its server running, and that one holds the folder: it is asked
    /// to stop first.
    private static void stopLeftOver(Path data) {
        leftOver(data)
                .ifPresent(
                        process -> {
                            process.destroy();
                            try {
                                process.onExit().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (ExecutionException | TimeoutException e) {
                                process.destroyForcibly();
                            }
                        });
    }

    private static Optional<ProcessHandle> leftOver(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(
                                    process ->
                                            process.info()
                                                    .command()
                                                    .filter(path -> path.endsWith("postgres"))
                                                    .isPresent());
        } catch (IOException | NumberFormatException e) {
            // Unreadable means not ours to stop; the server itself then says what is wrong.
            return Optional.empty();
        }
    }
}
