package com.xenlixai.scan.contract;

import com.xenlixai.scan.contract.TopicSpec.Cleanup;
import com.xenlixai.scan.contract.event.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/// The topic catalogue: every topic of the pipeline, once. Services create what is missing at
/// their start; brokers create nothing by themselves.
public final class Topics {

    /// Partitions of the wide topics unless configured otherwise. A one-way door: state and
    /// politeness are bound to partitions.
    public static final int DEFAULT_WIDTH = 12;

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    public static final TopicSpec SCAN_CRAWL_INTERACTIVE =
            wide("scan-crawl-interactive", "politeness key", Duration.ofDays(1), MIB);
    public static final TopicSpec SCAN_CRAWL_BATCH =
            wide("scan-crawl-batch", "politeness key", Duration.ofDays(7), MIB);
    public static final TopicSpec SCAN_CRAWL_FEEDBACK =
            wide("scan-crawl-feedback", "politeness key", Duration.ofDays(1), MIB);
    public static final TopicSpec SCAN_ORIGINS = compacted("scan-origins", "origin", 2 * MIB);
    public static final TopicSpec SCAN_ANALYZE_INTERACTIVE =
            wide("scan-analyze-interactive", "scanId", Duration.ofHours(24), 8 * MIB);
    public static final TopicSpec SCAN_ANALYZE_BATCH =
            wide("scan-analyze-batch", "scanId", Duration.ofHours(24), 8 * MIB);
    public static final TopicSpec SCAN_GENERATE_INTERACTIVE =
            wide("scan-generate-interactive", "content hash", Duration.ofDays(1), 8 * MIB);
    public static final TopicSpec SCAN_GENERATE_BATCH =
            wide("scan-generate-batch", "content hash", Duration.ofDays(1), 8 * MIB);
    public static final TopicSpec SCAN_REPORTS =
            wide("scan-reports", "scanId", Duration.ofDays(3), 8 * MIB);
    public static final TopicSpec SCAN_STATUS =
            wide("scan-status", "scanId", Duration.ofDays(3), MIB);
    public static final TopicSpec SCAN_JOBS =
            new TopicSpec("scan-jobs", "scanId", true, Duration.ZERO, Cleanup.COMPACT, MIB);
    public static final TopicSpec SCAN_BATCHES = compacted("scan-batches", "batchId", MIB);
    public static final TopicSpec SCAN_BATCH_COUNTS =
            compacted("scan-batch-counts", "batchId and partition", MIB);
    public static final TopicSpec SCAN_CONTROL =
            compacted("scan-control", "scanId, batchId or site", MIB);
    public static final TopicSpec SCAN_WORDS = compacted("scan-words", "language", MIB);
    public static final TopicSpec SCAN_PARKED =
            narrow("scan-parked", "original key", Duration.ofDays(3), 8 * MIB);
    public static final TopicSpec SCAN_DEAD_LETTERS =
            narrow("scan-dead-letters", "original key", Duration.ofDays(30), 8 * MIB);

    private static final List<TopicSpec> ALL =
            List.of(
                    SCAN_CRAWL_INTERACTIVE,
                    SCAN_CRAWL_BATCH,
                    SCAN_CRAWL_FEEDBACK,
                    SCAN_ORIGINS,
                    SCAN_ANALYZE_INTERACTIVE,
                    SCAN_ANALYZE_BATCH,
                    SCAN_GENERATE_INTERACTIVE,
                    SCAN_GENERATE_BATCH,
                    SCAN_REPORTS,
                    SCAN_STATUS,
                    SCAN_JOBS,
                    SCAN_BATCHES,
                    SCAN_BATCH_COUNTS,
                    SCAN_CONTROL,
                    SCAN_WORDS,
                    SCAN_PARKED,
                    SCAN_DEAD_LETTERS);

    private Topics() {}

    /// Every topic.
    public static List<TopicSpec> all() {
        return ALL;
    }

    /// The topic of that name.
    public static Optional<TopicSpec> byName(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /// Requests for all topics, for an idempotent creation at start.
    public static List<NewTopic> newTopics(int width, short replicas) {
        return ALL.stream().map(topic -> topic.toNewTopic(width, replicas)).toList();
    }

    /// Where crawl takes requests of that lane from.
    public static TopicSpec crawl(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> SCAN_CRAWL_INTERACTIVE;
            case BATCH -> SCAN_CRAWL_BATCH;
        };
    }

    /// Where analyze takes pages of that lane from.
    public static TopicSpec analyze(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> SCAN_ANALYZE_INTERACTIVE;
            case BATCH -> SCAN_ANALYZE_BATCH;
        };
    }

    /// Where generate takes audited pages of that lane from.
    public static TopicSpec generate(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> SCAN_GENERATE_INTERACTIVE;
            case BATCH -> SCAN_GENERATE_BATCH;
        };
    }

    private static TopicSpec wide(String name, String key, Duration retention, int maxBytes) {
        return new TopicSpec(name, key, true, retention, Cleanup.DELETE, maxBytes);
    }

    private static TopicSpec narrow(String name, String key, Duration retention, int maxBytes) {
        return new TopicSpec(name, key, false, retention, Cleanup.DELETE, maxBytes);
    }

    private static TopicSpec compacted(String name, String key, int maxBytes) {
        return new TopicSpec(name, key, false, Duration.ZERO, Cleanup.COMPACT, maxBytes);
    }
}
