package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.CommitMetadata;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Places.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A partition that this process owns, or owned a moment ago. Used by the poll loop; workers look
/// at `lost` and at the window only.
final class Owned {

    final TopicPartition partition;
    final Lane lane;
    final PartitionWindow window;

    /// Fetching is paused, since the window is full, the lane holds too many bytes or is held back.
    volatile boolean paused;

    /// Somebody else owns it now: what waits here is theirs.
    volatile boolean lost;

    /// Changes of the window that the group knows of.
    long committedChanges;

    /// Whether the group was told that the lane is held back.
    boolean committedHeld;

    /// What was last committed for certain, to see whether anybody else has been here since.
    @Nullable OffsetAndMetadata lastCommitted;

    /// Work taken out of the queue while a rebalance goes on.
    final List<Waiting<Item>> suspended = new ArrayList<>();

    /// A record of this partition.
    record Item(Arrival arrival, Owned owner) {}

    Owned(TopicPartition partition, Lane lane, PartitionWindow window) {
        this.partition = partition;
        this.lane = lane;
        this.window = window;
        committedChanges = window.changes();
    }

    /// The group has this.
    void committed(@Nullable OffsetAndMetadata progress, long changes) {
        committedChanges = Math.max(committedChanges, changes);
        lastCommitted = progress;
        committedHeld = progress != null && CommitMetadata.decode(progress.metadata()).held();
    }

    /// Records that are being worked on.
    int running() {
        return window.open() - suspended.size();
    }
}
