package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaReleaseIT {

    /// Events that the history on the class path already has at their current version.
    private static List<String> upToDate() {
        return SchemaHistory.currentEvents().values().stream()
                .filter(
                        current -> {
                            List<Schema> released = SchemaHistory.released(current.getName());
                            return !released.isEmpty()
                                    && SchemaRules.sameFingerprint(released.getLast(), current);
                        })
                .map(Schema::getName)
                .toList();
    }

    @Test
    void onlyChangedEventsGetANewVersionEachWithASampleThatReadsBack(@TempDir Path module)
            throws IOException {
        List<String> written = SchemaRelease.write(module);

        assertThat(written).hasSize(SchemaHistory.currentEvents().size() - upToDate().size());
        for (String line : written) {
            String file = line.replace(' ', '/');
            Schema schema =
                    new Schema.Parser()
                            .parse(
                                    Files.readString(
                                            module.resolve(
                                                    "src/main/resources/schema-history/"
                                                            + file
                                                            + ".avsc")));
            Path golden = module.resolve("src/test/resources/golden");
            byte[] bytes = Files.readAllBytes(golden.resolve(file + ".bin"));
            assertThat(SampleEvents.json(SampleEvents.decode(bytes, schema)))
                    .isEqualTo(Files.readString(golden.resolve(file + ".json")).stripTrailing());
        }
    }
}
