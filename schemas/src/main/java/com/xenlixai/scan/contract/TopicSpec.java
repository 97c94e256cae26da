package com.xenlixai.scan.contract;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// One topic: what its records are keyed by and how the broker keeps them.
///
/// @param name without dots, since Kafka's clients report topics with dots twice in their metrics
/// @param key what the record key is, for people
/// @param wide whether the topic has as many partitions as the pipeline is wide, or just a few
/// @param retention how long records are kept; ignored where cleanup is by compaction alone
/// @param cleanup whether old records are deleted, or replaced by newer ones of the same key
/// @param maxMessageBytes largest record batch the broker takes
public record TopicSpec(
        String name,
        String key,
        boolean wide,
        Duration retention,
        Cleanup cleanup,
        int maxMessageBytes) {

    private static final int NARROW = 3;

    /// How the broker gets rid of old records.
    public enum Cleanup {
        DELETE(TopicConfig.CLEANUP_POLICY_DELETE),
        COMPACT(TopicConfig.CLEANUP_POLICY_COMPACT);

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    public TopicSpec {
        if (name.contains(".") || name.contains("_")) {
            throw new IllegalArgumentException("topic names are hyphenated: " + name);
        }
    }

    /// The number of partitions when the pipeline is `width` partitions wide.
    public int partitions(int width) {
        return wide ? width : Math.min(NARROW, width);
    }

    /// The request that creates this topic.
    ///
    /// @param width partitions of the wide topics, 12 unless an operator decided otherwise
    /// @param replicas copies of each partition; with three or more, two must confirm a write
    public NewTopic toNewTopic(int width, short replicas) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy);
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
        // The producer decides: page bodies arrive compressed and must not be compressed again.
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        settings.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.min(2, replicas)));
        switch (cleanup) {
            case DELETE ->
                    settings.put(
                            TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
            case COMPACT -> {
                settings.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");
                settings.put(
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(Duration.ofHours(1).toMillis()));
                // A reader that is behind by less sees every record; the gateway's view counts on
                // it.
                settings.put(
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        Long.toString(Duration.ofMinutes(10).toMillis()));
                settings.put(
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofHours(24).toMillis()));
            }
        }
        return new NewTopic(name, partitions(width), replicas).configs(settings);
    }
}
