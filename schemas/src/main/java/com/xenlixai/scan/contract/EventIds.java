package com.xenlixai.scan.contract;

import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Event ids that a repeat of the same event gets again: name-based UUIDs over what the event
/// says. A consumer that has seen an id may ignore the record.
public final class EventIds {

    private EventIds() {}

    /// The id of a status event.
    public static String status(
            String scanId, StatusKind kind, @Nullable Stage stage, int attempt) {
        return of(scanId, "status", kind.name(), stage == null ? "-" : stage.name(), "" + attempt);
    }

    /// The id of a stage's output to a topic.
    public static String output(String scanId, TopicSpec topic, String part) {
        return of(scanId, "output", topic.name(), part);
    }

    /// A name-based UUID over the parts.
    public static String of(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
