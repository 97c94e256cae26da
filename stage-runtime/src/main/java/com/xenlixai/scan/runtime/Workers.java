package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Owned.Item;
import com.xenlixai.scan.runtime.Places.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs records at the places of a stage. A worker goes on with the next record in turn while
/// there is one, so work that never blocks costs no change of threads.
///
/// Batch work runs on virtual threads. Interactive work runs on platform threads: virtual threads
/// are not preempted, so a person's scan would wait until a computing batch record lets go of one
/// of the few carriers. Thread-safe.
final class Workers {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final Places<Item> places;
    private final RecordWork work;
    private final Consumer<Owned> finished;
    private final ExecutorService interactive;
    private final ExecutorService batch;
    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile boolean faulty;

    /// @param finished told after each record, by the worker's thread
    Workers(String name, Places<Item> places, RecordWork work, Consumer<Owned> finished) {
        this.places = places;
        this.work = work;
        this.finished = finished;
        ThreadFactory platform =
                Thread.ofPlatform().name(name + "-interactive-", 0).daemon().factory();
        interactive = Executors.newCachedThreadPool(platform);
        batch =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-batch-", 0).factory());
    }

    void submit(Collection<Waiting<Item>> arrivals) {
        places.submit(arrivals).forEach(this::start);
    }

    List<Waiting<Item>> withdraw(Predicate<Item> which) {
        return places.withdraw(which);
    }

    int running() {
        return places.running(Lane.INTERACTIVE) + places.running(Lane.BATCH);
    }

    /// Whether a record could not be settled because of a fault in the engine itself.
    boolean faulty() {
        return faulty;
    }

    /// Nothing more is started from here on.
    void close() {
        places.close();
    }

    /// Interrupts what still runs and waits a moment for it to end.
    void interrupt(Duration patience) throws InterruptedException {
        stopping = true;
        work.stopping();
        busy.forEach(Thread::interrupt);
        interactive.shutdown();
        batch.shutdown();
        long end = System.nanoTime() + patience.toNanos();
        for (ExecutorService executor : List.of(interactive, batch)) {
            if (!executor.awaitTermination(
                    Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                log.warn("{} records do not react to their interrupt", busy.size());
            }
        }
    }

    private void start(Waiting<Item> first) {
        switch (first.lane()) {
            case INTERACTIVE -> interactive.execute(() -> workFrom(first));
            case BATCH -> batch.execute(() -> workFrom(first));
        }
    }

    private void workFrom(Waiting<Item> first) {
        Thread me = Thread.currentThread();
        busy.add(me);
        try {
            Waiting<Item> next = first;
            while (next != null) {
                settle(next.work());
                Waiting<Item> following = places.handOver(next);
                if (following != null && following.lane() != next.lane()) {
                    start(following);
                    return;
                }
                next = following;
            }
        } finally {
            busy.remove(me);
        }
    }

    private void settle(Item item) {
        Owned owner = item.owner();
        if (owner.lost || stopping) {
            return;
        }
        try {
            work.run(item.arrival());
            owner.window.finish(item.arrival().raw().offset());
            finished.accept(owner);
        } catch (InterruptedException e) {
            log.info("{}@{} given back", owner.partition, item.arrival().raw().offset());
        } catch (RuntimeException | Error e) {
            // The record stays open and the liveness probe fails: better stopped than skipped.
            faulty = true;
            log.error("{}@{} not settled", owner.partition, item.arrival().raw().offset(), e);
        }
    }
}
