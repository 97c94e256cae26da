package com.xenlixai.scan.gateway.job;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Knows of which records the view has certainly seen the predecessor, and not yet the record
/// itself.
///
/// Up to where the log ended when the view was opened, it may have seen anything before: it is read
/// again from an earlier place after a crash. Beyond that, a record follows the one it replaces,
/// unless the broker has compacted that one away before the view came to it. The broker looks at
/// records for that once they are as old as `min.compaction.lag.ms`, both of them: so it has not
/// happened to a record that is younger. Thread-safe.
final class Continuity implements StateRestoreListener {

    /// A tenth of `min.compaction.lag.ms`, so that the clocks may be minutes apart.
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final ConcurrentMap<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private final Clock clock;

    Continuity(Clock clock) {
        this.clock = clock;
    }

    /// @param millis the record's timestamp
    boolean reaches(RecordMetadata record, long millis) {
        Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
        return end != null
                && record.offset() >= end
                && Math.abs(clock.millis() - millis) < YOUNG.toMillis();
    }

    @Override
    public void onRestoreStart(
            TopicPartition partition, String store, long startingOffset, long endingOffset) {
        if (store.equals(JobTopology.VIEW)) {
            ends.put(partition, endingOffset);
        }
    }

    @Override
    public void onBatchRestored(
            TopicPartition partition, String store, long endOffset, long restored) {
        // Only where the log ended matters.
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        // Only where the log ended matters.
    }
}
