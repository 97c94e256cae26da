package com.xenlixai.scan.local.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The folder that keeps topics and tables between runs. Held by one process at a time; that one
/// leaves a note of where it can be reached.
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String NOTE = "running.properties";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// How to reach the pipeline that holds a folder.
    ///
    /// @param gateway base URL of its gateway
    /// @param bootstrapServers its broker
    /// @param database its database, as `postgresql://host:port/name`
    /// @param pid its process
    public record Running(String gateway, String bootstrapServers, String database, long pid) {}

    /// The folder that is used when none is named: `XENLIX_DATA`, else the user's data directory.
    public static Path usual() {
        return usual(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path usual(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("XENLIX_DATA", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String base = environment.getOrDefault("XDG_DATA_HOME", "");
        Path parent = base.isBlank() ? home.resolve(".local/share") : Path.of(base);
        return parent.resolve("xenlix");
    }

    /// Takes the folder, making it if needed.
    ///
    /// @return empty when another process holds it
    public static Optional<DataFolder> take(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            Files.deleteIfExists(path.resolve(NOTE));
            return Optional.of(new DataFolder(path.toAbsolutePath().normalize(), channel));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data folder " + path, e);
        }
    }

    /// Who holds the folder, if that is known.
    public static Optional<Running> holder(Path path) {
        var note = new Properties();
        try (var reader = Files.newBufferedReader(path.resolve(NOTE))) {
            note.load(reader);
            return Optional.of(
                    new Running(
                            note.getProperty("gateway", ""),
                            note.getProperty("bootstrap-servers", ""),
                            note.getProperty("database", ""),
                            Long.parseLong(note.getProperty("pid", "0"))));
        } catch (IOException | NumberFormatException _) {
            // No note, or one that is being written: nothing is known.
            return Optional.empty();
        }
    }

    /// The path of something in the folder.
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// Leaves the note of where this process can be reached.
    public void announce(Running running) {
        var note = new Properties();
        note.setProperty("gateway", running.gateway());
        note.setProperty("bootstrap-servers", running.bootstrapServers());
        note.setProperty("database", running.database());
        note.setProperty("pid", Long.toString(running.pid()));
        try (var writer = Files.newBufferedWriter(path.resolve(NOTE))) {
            note.store(writer, "The process that holds this folder");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the data folder " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve(NOTE));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of the data folder " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
