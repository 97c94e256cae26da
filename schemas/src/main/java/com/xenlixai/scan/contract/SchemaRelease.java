package com.xenlixai.scan.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/// Adds the current schemas to the history: `./xenlix schemas release`. A released version is
/// never changed or removed, since records written with it may still be in a topic or a backup.
public final class SchemaRelease {

    private SchemaRelease() {}

    /// Writes one new version of each event whose schema changed, with a golden sample of it.
    ///
    /// @param module the folder of the module `schemas`
    /// @return what was written, one line each; empty when the history is up to date
    /// @throws IllegalStateException when a schema breaks the rules; then nothing is written
    public static List<String> write(Path module) throws IOException {
        Path history = module.resolve("src/main/resources/schema-history");
        Path golden = module.resolve("src/test/resources/golden");
        List<Schema> changed = new ArrayList<>();
        for (Schema current : SchemaHistory.currentEvents().values()) {
            List<Schema> released = SchemaHistory.released(current.getName());
            check(current, released);
            if (released.isEmpty() || !SchemaRules.sameFingerprint(released.getLast(), current)) {
                changed.add(current);
            }
        }
        List<String> written = new ArrayList<>();
        for (Schema current : changed) {
            String name = current.getName();
            int version = SchemaHistory.released(name).size() + 1;
            Path schemaFile = history.resolve(name).resolve(version + ".avsc");
            Files.createDirectories(schemaFile.getParent());
            Files.writeString(schemaFile, current.toString(true) + "\n");
            Path samples = golden.resolve(name);
            Files.createDirectories(samples);
            var sample = SampleEvents.of(current);
            Files.write(samples.resolve(version + ".bin"), SampleEvents.encode(sample));
            Files.writeString(samples.resolve(version + ".json"), SampleEvents.json(sample) + "\n");
            written.add(name + " " + version);
        }
        return written;
    }

    private static void check(Schema current, List<Schema> released) {
        List<String> flaws = new ArrayList<>(SchemaRules.flaws(current));
        flaws.addAll(SchemaRules.incompatibilities(current, released));
        if (!flaws.isEmpty()) {
            throw new IllegalStateException(String.join("; ", flaws));
        }
    }
}
