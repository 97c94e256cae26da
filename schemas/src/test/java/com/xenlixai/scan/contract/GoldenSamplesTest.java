package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes of every released schema version, as they were written then, stay readable for good.
class GoldenSamplesTest {

    static Stream<String> events() {
        return SchemaHistory.currentEvents().values().stream().map(Schema::getName).sorted();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyReleasedSampleStillReadsAsWhatItWas(String event) throws IOException {
        List<Schema> released = SchemaHistory.released(event);
        for (int version = 1; version <= released.size(); version++) {
            Schema writer = released.get(version - 1);
            byte[] bytes = resource(event, version + ".bin");
            var written = SampleEvents.decode(bytes, writer);

            assertThat(SampleEvents.json(written))
                    .as("%s version %d", event, version)
                    .isEqualToNormalizingNewlines(
                            new String(resource(event, version + ".json"), StandardCharsets.UTF_8)
                                    .stripTrailing());
            assertKept(event + " " + version, plain(written), plain(EventCodec.decode(bytes)));
        }
    }

    /// The same for what is not released yet, so that the path is tested before the first release.
    @ParameterizedTest
    @MethodSource("events")
    void aSampleOfTheCurrentSchemaGoesThroughTheCodecUnchanged(String event) {
        Schema current = SchemaHistory.current("com.xenlixai.scan.contract.event." + event);
        var sample = SampleEvents.of(current);
        byte[] bytes = SampleEvents.encode(sample);

        SpecificRecord decoded = EventCodec.decode(bytes);

        assertKept(event, plain(sample), plain(decoded));
        assertThat(EventCodec.encode(decoded)).isEqualTo(bytes);
    }

    /// Fields that a later version dropped are gone; all others have kept their values.
    private static void assertKept(String path, @Nullable Object before, @Nullable Object after) {
        switch (before) {
            case Map<?, ?> fields -> {
                Map<?, ?> kept = (Map<?, ?>) Objects.requireNonNull(after, path);
                fields.forEach(
                        (name, value) -> {
                            if (kept.containsKey(name)) {
                                assertKept(path + "." + name, value, kept.get(name));
                            }
                        });
            }
            case List<?> items -> {
                List<?> kept = (List<?>) Objects.requireNonNull(after, path);
                assertThat(kept).as(path).hasSameSizeAs(items);
                for (int i = 0; i < items.size(); i++) {
                    assertKept(path + "[" + i + "]", items.get(i), kept.get(i));
                }
            }
            case null, default -> assertThat(after).as(path).isEqualTo(before);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case IndexedRecord record -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (Schema.Field field : record.getSchema().getFields()) {
                    fields.put(field.name(), plain(record.get(field.pos())));
                }
                yield fields;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((key, entry) -> entries.put(key.toString(), plain(entry)));
                yield entries;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case Instant instant -> instant.toEpochMilli();
            case ByteBuffer bytes ->
                    StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
            case Number number -> number;
            case Boolean truth -> truth;
            case null -> null;
            default -> value.toString();
        };
    }

    private static byte[] resource(String event, String file) throws IOException {
        String name = "/golden/" + event + "/" + file;
        try (InputStream stream = GoldenSamplesTest.class.getResourceAsStream(name)) {
            assertThat(stream)
                    .as("%s is missing: released versions and samples are never removed", name)
                    .isNotNull();
            return stream.readAllBytes();
        }
    }
}
