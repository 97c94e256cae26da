package com.xenlixai.scan.contract;

import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FetchFinished;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.TeaserReport;
import com.xenlixai.scan.contract.event.WordFrequencies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/// Every schema that a record in a topic may have been written with: the current ones and all
/// released ones, kept as resources under `schema-history/<event>/<n>.avsc`.
public final class SchemaHistory {

    private static final String FOLDER = "/schema-history/";

    private static final Map<String, Schema> CURRENT =
            List.of(
                            CrawlRequest.getClassSchema(),
                            FetchFinished.getClassSchema(),
                            OriginFacts.getClassSchema(),
                            PageFetched.getClassSchema(),
                            PageAnalyzed.getClassSchema(),
                            TeaserReport.getClassSchema(),
                            FullReport.getClassSchema(),
                            StatusEvent.getClassSchema(),
                            JobState.getClassSchema(),
                            BatchState.getClassSchema(),
                            BatchCounts.getClassSchema(),
                            ControlEntry.getClassSchema(),
                            WordFrequencies.getClassSchema())
                    .stream()
                    .collect(
                            Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));

    private static final Map<Long, Schema> BY_FINGERPRINT = load();

    private SchemaHistory() {}

    /// The events of this program version, by full name.
    public static Map<String, Schema> currentEvents() {
        return CURRENT;
    }

    /// Released versions of one event, oldest first.
    public static List<Schema> released(String eventName) {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; ; version++) {
            Optional<Schema> schema = read(FOLDER + eventName + "/" + version + ".avsc");
            if (schema.isEmpty()) {
                return versions;
            }
            versions.add(schema.get());
        }
    }

    static Schema current(String fullName) {
        Schema schema = CURRENT.get(fullName);
        if (schema == null) {
            throw new UndecodableEventException("no event of that name: " + fullName);
        }
        return schema;
    }

    static Optional<Schema> find(long fingerprint) {
        return Optional.ofNullable(BY_FINGERPRINT.get(fingerprint));
    }

    private static Map<Long, Schema> load() {
        Map<Long, Schema> schemas = new HashMap<>();
        for (Schema current : CURRENT.values()) {
            for (Schema released : released(current.getName())) {
                schemas.put(SchemaNormalization.parsingFingerprint64(released), released);
            }
            schemas.put(SchemaNormalization.parsingFingerprint64(current), current);
        }
        return Map.copyOf(schemas);
    }

    private static Optional<Schema> read(String resource) {
        try (InputStream stream = SchemaHistory.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return Optional.empty();
            }
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return Optional.of(
                    new Schema.Parser().parse(reader.lines().collect(Collectors.joining("\n"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
