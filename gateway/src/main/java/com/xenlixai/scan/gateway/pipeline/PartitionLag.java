package com.xenlixai.scan.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/// How far one group is behind in one partition.
///
/// @param committed the next offset to read, or -1 when the group has never committed
/// @param earliest the first offset that the broker still has
/// @param end the offset after the last record that can be read
/// @param head null when nothing waits, or when it could not be read in time
/// @param drained true when only transaction markers follow the committed offset
record PartitionLag(
        ConsumedTopic consumed,
        int partition,
        long committed,
        long earliest,
        long end,
        @Nullable Head head,
        boolean drained) {

    /// Records that wait. Markers of transactions among them count, too, except at the very end.
    long lag() {
        return drained ? 0 : Math.max(0, end - Math.max(committed, earliest));
    }

    /// Whether the broker deleted records before the group had read them.
    boolean hasLost() {
        return committed >= 0 && committed < earliest && earliest < end;
    }

    PartitionLag with(@Nullable Head found, boolean nothingLeft) {
        return new PartitionLag(consumed, partition, committed, earliest, end, found, nothingLeft);
    }
}
