package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a client wants to be run again.
record ReplayRequest(From from, Which which) {

    /// The first stage that runs again.
    enum From {
        /// Facts, checks, scores, and all that follows.
        ANALYZE(Stage.ANALYZE),
        /// Keyphrases and insights alone; the audit stays as it is.
        GENERATE(Stage.GENERATE);

        private final Stage stage;

        From(Stage stage) {
            this.stage = stage;
        }

        Stage stage() {
            return stage;
        }

        /// As clients write it.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Where that stage reads, the lanes side by side.
        List<TopicSpec> topics() {
            return Stream.of(Lane.values()).map(this::topic).toList();
        }

        TopicSpec topic(Lane lane) {
            return switch (this) {
                case ANALYZE -> Topics.analyze(lane);
                case GENERATE -> Topics.generate(lane);
            };
        }

        /// How long the log keeps what that stage reads.
        Duration retention() {
            return topic(Lane.INTERACTIVE).retention();
        }
    }

    /// Which scans.
    sealed interface Which {

        /// These; each at most once.
        record Scans(List<String> ids) implements Which {
            public Scans {
                ids = List.copyOf(ids);
            }
        }

        /// All of a batch.
        record Batch(String batchId) implements Which {}

        /// Every scan of the tenant that came to the stage since then, replays left out.
        record Since(Instant since) implements Which {}
    }

    /// The same for two requests that mean the same.
    String hash() {
        String meaning = from + "\n" + which;
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(meaning.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
