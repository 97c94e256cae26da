package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Failpoints.Point;
import com.xenlixai.scan.runtime.Owned.Item;
import com.xenlixai.scan.runtime.Places.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The poll loop. It never waits for work: it takes records in while there is room, commits what
/// is finished, pauses the partitions that are full, and so stays a lively member of its group
/// however long a record takes. Everything here happens on its one thread, except where said.
final class Intake implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration PARTLY_PAUSED = Duration.ofMillis(10);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofMillis(1500);
    private static final Duration UNWINDING = Duration.ofSeconds(1);
    private static final long TICK = Duration.ofSeconds(1).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Lane> topics;
    private final StageSettings settings;
    private final Places<Item> places;
    private final Workers workers;
    private final RecordWork work;
    private final Ownership ownership;
    private final Predicate<Lane> heldBack;
    private final Function<ConsumerRecord<byte[], byte[]>, Arrival> arrivals;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private volatile long lastPoll = System.nanoTime();
    private volatile boolean ended;
    private volatile int assigned;
    private volatile int pausedPartitions;
    private volatile Map<Lane, Double> fill = Map.of();
    private long nextCommit;
    private long nextTick;

    /// @param topics the topics read, and the lane that each is
    /// @param heldBack whether a lane is not to be fetched for now
    Intake(
            String name,
            Consumer<byte[], byte[]> consumer,
            Map<String, Lane> topics,
            StageSettings settings,
            RecordWork work,
            Predicate<Lane> heldBack) {
        this(
                name,
                consumer,
                topics,
                settings,
                work,
                heldBack,
                record -> new Arrival(record, topics.getOrDefault(record.topic(), Lane.BATCH)));
    }

    /// @param arrivals what of a record is kept in memory
    Intake(
            String name,
            Consumer<byte[], byte[]> consumer,
            Map<String, Lane> topics,
            StageSettings settings,
            RecordWork work,
            Predicate<Lane> heldBack,
            Function<ConsumerRecord<byte[], byte[]>, Arrival> arrivals) {
        this.arrivals = arrivals;
        this.consumer = consumer;
        this.topics = Map.copyOf(topics);
        this.settings = settings;
        this.work = work;
        this.heldBack = heldBack;
        places =
                new Places<>(
                        settings.maxInFlight(), settings.reservedPlaces(), settings.batchPlaces());
        workers = new Workers(name, places, work, this::wakeForRoom);
        ownership = new Ownership(consumer, this.topics, settings, workers, () -> stopping);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            consumer.subscribe(topics.keySet(), ownership);
            while (!stopping) {
                turn();
            }
            drain();
        } catch (InterruptedException e) {
            log.warn("interrupted: closing without waiting for work in flight");
        } finally {
            ended = true;
            close();
        }
    }

    /// Asks the loop to end; any thread.
    void stop() {
        // No wakeup of the consumer: left over from between two polls, it would end the last
        // commit.
        stopping = true;
        LockSupport.unpark(thread);
    }

    /// Whether the loop turns as it should; any thread.
    boolean lively(Duration patience) {
        boolean turning = System.nanoTime() - lastPoll < patience.toNanos();
        return !workers.faulty() && (stopping || !ended && turning);
    }

    /// Whether the group has taken this process in; any thread.
    boolean joined() {
        return ownership.joined();
    }

    int assigned() {
        return assigned;
    }

    int pausedPartitions() {
        return pausedPartitions;
    }

    /// How full the fullest window of a lane is, 0 to 1; any thread.
    double fill(Lane lane) {
        return fill.getOrDefault(lane, 0.0);
    }

    Places<Item> places() {
        return places;
    }

    private void turn() throws InterruptedException {
        try {
            accept(poll());
            ownership.settle();
            gate();
            commitWhenDue();
        } catch (KafkaException e) {
            log.warn("the broker gives trouble, polling again: {}", e.toString());
            Thread.sleep(AFTER_ERROR);
        }
        if (System.nanoTime() - nextTick > 0) {
            nextTick = System.nanoTime() + TICK;
            work.tick();
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        ConsumerRecords<byte[], byte[]> records;
        int paused = pausedPartitions;
        boolean nothingToFetch = paused > 0 && paused == assigned;
        if (nothingToFetch || paused > 0 && !settings.classic()) {
            // Polling with a wait while partitions are paused burns a core in the newer protocol.
            records = consumer.poll(Duration.ZERO);
            if (records.isEmpty()) {
                LockSupport.parkNanos((nothingToFetch ? QUIET : PARTLY_PAUSED).toNanos());
            }
        } else {
            records = consumer.poll(paused > 0 ? PARTLY_PAUSED : QUIET);
        }
        lastPoll = System.nanoTime();
        return records;
    }

    private void accept(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Waiting<Item>> taken = new ArrayList<>(records.count());
        for (TopicPartition partition : records.partitions()) {
            Owned owner = ownership.owner(partition);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (owner.window.take(record.offset())) {
                    Arrival arrival = arrivals.apply(record);
                    taken.add(new Waiting<>(new Item(arrival, owner), owner.lane, arrival.bytes()));
                }
            }
        }
        workers.submit(taken);
    }

    private void gate() {
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        int paused = 0;
        Map<Lane, Double> fullest = new EnumMap<>(Lane.class);
        for (Owned owner : ownership.owned()) {
            boolean wanted = stopping || !open(owner);
            if (wanted != owner.paused) {
                (wanted ? pause : resume).add(owner.partition);
                owner.paused = wanted;
            }
            paused += wanted ? 1 : 0;
            fullest.merge(owner.lane, owner.window.fill(), Math::max);
        }
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
        assigned = ownership.owned().size();
        pausedPartitions = paused;
        fill = fullest;
    }

    /// Whether more of a partition may be fetched. What is paused stays so until half is done.
    private boolean open(Owned owner) {
        long bytes = places.bytes(owner.lane);
        long most = settings.window().bytes().toBytes();
        if (heldBack.test(owner.lane)) {
            return false;
        }
        return owner.paused
                ? owner.window.roomy() && bytes <= most / 2
                : !owner.window.full() && bytes < most;
    }

    private void wakeForRoom(Owned owner) {
        if (owner.paused && owner.window.roomy()) {
            LockSupport.unpark(thread);
        }
    }

    private void commitWhenDue() {
        if (System.nanoTime() - nextCommit < 0) {
            return;
        }
        nextCommit = System.nanoTime() + settings.commitInterval().toNanos();
        Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
        Map<Owned, Long> changes = new HashMap<>();
        for (Owned owner : ownership.owned()) {
            skipMarkers(owner);
            boolean held = heldBack.test(owner.lane);
            long now = owner.window.changes();
            if (now != owner.committedChanges || held != owner.committedHeld) {
                progress.put(owner.partition, owner.window.progress(held));
                changes.put(owner, now);
            }
        }
        if (progress.isEmpty()) {
            return;
        }
        Failpoints.pass(Point.BEFORE_COMMIT);
        consumer.commitAsync(
                progress,
                (_, failure) -> {
                    if (failure != null) {
                        log.debug("not committed, to be tried again: {}", failure.toString());
                        return;
                    }
                    Failpoints.pass(Point.AFTER_COMMIT);
                    changes.forEach(
                            (owner, now) -> owner.committed(progress.get(owner.partition), now));
                });
    }

    private void skipMarkers(Owned owner) {
        // While stopping, what a poll brings is not taken in, so its position says nothing.
        if (!stopping && owner.window.open() == 0) {
            try {
                owner.window.reached(consumer.position(owner.partition, Duration.ZERO));
            } catch (TimeoutException notKnownYet) {
                log.trace("no position of {} yet", owner.partition);
            }
        }
    }

    /// Lets work in flight end, while staying a member, so that nothing is done twice for nothing.
    private void drain() throws InterruptedException {
        workers.close();
        workers.withdraw(_ -> true);
        int before = workers.running();
        long end = System.nanoTime() + settings.drainTimeout().toNanos();
        while (workers.running() > 0 && System.nanoTime() - end < 0) {
            turnWhileDraining();
        }
        int left = workers.running();
        log.info(
                "stopping: {} of {} records in flight ended, {} given back",
                before - left,
                before,
                left);
        workers.interrupt(UNWINDING);
    }

    private void turnWhileDraining() throws InterruptedException {
        try {
            gate();
            consumer.poll(PARTLY_PAUSED);
            ownership.settle();
            commitWhenDue();
        } catch (KafkaException e) {
            log.warn("the broker gives trouble while stopping: {}", e.toString());
            Thread.sleep(PARTLY_PAUSED);
        }
    }

    private void close() {
        try {
            ownership.commitNow(ownership.owned(), CLOSING);
        } catch (KafkaException e) {
            log.warn("the last commit failed, the next owner repeats a little: {}", e.toString());
        }
        consumer.close(CloseOptions.timeout(CLOSING));
    }
}
