package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.CommitMetadata;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Owned.Item;
import com.xenlixai.scan.runtime.Places.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which partitions this process owns. When some are taken away, work on them gets a moment to
/// end, what is finished is committed, and what waits is set aside; when they come right back, as
/// most do in a rebalance, everything goes on as it stood, and nothing is run again. Used by the
/// poll loop's thread alone.
final class Ownership implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Ownership.class);

    private static final Duration ASKING = Duration.ofSeconds(5);
    private static final Duration COMMITTING = Duration.ofSeconds(2);
    private static final long PAUSE = Duration.ofMillis(2).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Lane> topics;
    private final StageSettings settings;
    private final Workers workers;
    private final BooleanSupplier stopping;
    private final Map<TopicPartition, Owned> owned = new HashMap<>();
    private volatile boolean joined;

    /// Taken away, and perhaps to come right back.
    private final Map<TopicPartition, Owned> suspended = new HashMap<>();

    /// Given to us, and paused until it is known where the last owner stopped.
    private final Set<TopicPartition> arriving = new LinkedHashSet<>();

    Ownership(
            Consumer<byte[], byte[]> consumer,
            Map<String, Lane> topics,
            StageSettings settings,
            Workers workers,
            BooleanSupplier stopping) {
        this.consumer = consumer;
        this.topics = topics;
        this.settings = settings;
        this.workers = workers;
        this.stopping = stopping;
    }

    Collection<Owned> owned() {
        return owned.values();
    }

    /// Whether the group has ever taken this process in; any thread.
    boolean joined() {
        return joined;
    }

    Owned owner(TopicPartition partition) {
        Owned owner = owned.get(partition);
        if (owner == null) {
            throw new IllegalStateException("records of " + partition + ", which is not ours");
        }
        return owner;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        List<Owned> going = take(partitions);
        for (Waiting<Item> waiting : workers.withdraw(item -> going.contains(item.owner()))) {
            Owned owner = waiting.work().owner();
            owner.suspended.add(waiting);
        }
        if (!stopping.getAsBoolean()) {
            long end = System.nanoTime() + settings.revokeTimeout().toNanos();
            while (going.stream().anyMatch(owner -> owner.running() > 0)
                    && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(PAUSE);
            }
        }
        try {
            commitNow(going, COMMITTING);
        } catch (KafkaException e) {
            log.warn("not committed on the way out, the next owner repeats it: {}", e.toString());
        }
        going.forEach(owner -> suspended.put(owner.partition, owner));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        take(partitions).forEach(this::abandon);
        suspended.values().forEach(this::abandon);
        suspended.clear();
        log.warn("{} partitions lost to others, what ran there is theirs", partitions.size());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        consumer.pause(partitions);
        arriving.addAll(partitions);
        // What was taken away and does not come back now belongs to somebody else.
        for (Owned owner : List.copyOf(suspended.values())) {
            if (!arriving.contains(owner.partition)) {
                suspended.remove(owner.partition);
                abandon(owner);
            }
        }
    }

    /// Asks where the last owners of new partitions stopped, and begins there.
    void settle() {
        if (arriving.isEmpty()) {
            return;
        }
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
                new HashMap<>(consumer.committed(arriving, ASKING));
        for (TopicPartition partition : arriving) {
            begin(partition, committed.get(partition));
        }
        if (!stopping.getAsBoolean()) {
            consumer.resume(arriving);
        }
        log.info("{} partitions taken over, {} in all", arriving.size(), owned.size());
        arriving.clear();
    }

    /// Commits the finished prefixes and waits for the group to have them.
    void commitNow(Collection<Owned> owners, Duration patience) {
        Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
        Map<Owned, Long> changes = new HashMap<>();
        for (Owned owner : owners) {
            long now = owner.window.changes();
            if (now != owner.committedChanges) {
                progress.put(owner.partition, owner.window.progress(false));
                changes.put(owner, now);
            }
        }
        if (!progress.isEmpty()) {
            consumer.commitSync(progress, patience);
            changes.forEach((owner, now) -> owner.committed(progress.get(owner.partition), now));
        }
    }

    private List<Owned> take(Collection<TopicPartition> partitions) {
        List<Owned> taken = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            arriving.remove(partition);
            Owned owner = owned.remove(partition);
            if (owner != null) {
                taken.add(owner);
            }
        }
        return taken;
    }

    private void abandon(Owned owner) {
        owner.lost = true;
        workers.withdraw(item -> item.owner() == owner);
        owner.suspended.clear();
    }

    private void begin(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        Owned before = suspended.remove(partition);
        if (before != null && Objects.equals(before.lastCommitted, committed)) {
            goOn(before);
            return;
        }
        if (before != null) {
            abandon(before);
        }
        long start = committed == null ? 0 : committed.offset();
        CommitMetadata ahead =
                committed == null
                        ? CommitMetadata.none()
                        : CommitMetadata.decode(committed.metadata());
        var window =
                new PartitionWindow(
                        start, ahead, settings.window().records(), settings.window().span());
        Lane lane = topics.get(partition.topic());
        if (lane == null) {
            throw new IllegalStateException("no lane reads " + partition);
        }
        var owner = new Owned(partition, lane, window);
        owner.committedHeld = ahead.held();
        owner.lastCommitted = committed;
        owned.put(partition, owner);
    }

    private void goOn(Owned owner) {
        owned.put(owner.partition, owner);
        owner.paused = false;
        consumer.seek(owner.partition, owner.window.end());
        List<Waiting<Item>> waiting = List.copyOf(owner.suspended);
        owner.suspended.clear();
        workers.submit(waiting);
    }
}
