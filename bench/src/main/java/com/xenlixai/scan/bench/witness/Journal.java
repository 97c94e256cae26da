package com.xenlixai.scan.bench.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The witness's records as JSON lines, one file a kind. A POST is on the disk before it counts.
/// Thread-safe.
public final class Journal implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Map<Kind, FileChannel> files = new EnumMap<>(Kind.class);
    private final ReentrantLock lock = new ReentrantLock();

    private enum Kind {
        LEDGER("ledger.jsonl", Sighting.Posted.class),
        POLLS("polls.jsonl", Sighting.Polled.class),
        SITE("site.jsonl", Sighting.Fetched.class),
        JOBS("scan-jobs.jsonl", Sighting.JobTold.class),
        REPORTS("reports.jsonl", Sighting.ReportRead.class),
        BATCHES("batches.jsonl", Sighting.BatchAccepted.class),
        BATCH_POLLS("batch-polls.jsonl", Sighting.BatchPolled.class),
        POISON("poison.jsonl", Sighting.Poisoned.class),
        DEAD_LETTERS("dead-letters.jsonl", Sighting.DeadLettered.class),
        METERS("meters.jsonl", Sighting.Metered.class);

        private final String file;
        private final Class<? extends Sighting> type;

        Kind(String file, Class<? extends Sighting> type) {
            this.file = file;
            this.type = type;
        }
    }

    /// Opens the files of a folder, keeping what is in them.
    public Journal(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            for (Kind kind : Kind.values()) {
                files.put(
                        kind,
                        FileChannel.open(
                                folder.resolve(kind.file),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes one sighting down.
    public void write(Sighting sighting) {
        Kind kind =
                switch (sighting) {
                    case Sighting.Posted _ -> Kind.LEDGER;
                    case Sighting.Polled _ -> Kind.POLLS;
                    case Sighting.Fetched _ -> Kind.SITE;
                    case Sighting.JobTold _ -> Kind.JOBS;
                    case Sighting.ReportRead _ -> Kind.REPORTS;
                    case Sighting.BatchAccepted _ -> Kind.BATCHES;
                    case Sighting.BatchPolled _ -> Kind.BATCH_POLLS;
                    case Sighting.Poisoned _ -> Kind.POISON;
                    case Sighting.DeadLettered _ -> Kind.DEAD_LETTERS;
                    case Sighting.Metered _ -> Kind.METERS;
                };
        byte[] line = (JSON.writeValueAsString(sighting) + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            FileChannel file = files.get(kind);
            if (file == null) {
                throw new IllegalStateException("journal is closed");
            }
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            if (kind == Kind.LEDGER) {
                file.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /// All that was written into a folder.
    public static List<Sighting> read(Path folder) {
        List<Sighting> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            try (Stream<String> lines = Files.lines(folder.resolve(kind.file))) {
                lines.map(line -> JSON.readValue(line, kind.type)).forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            for (FileChannel file : files.values()) {
                file.close();
            }
            files.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
