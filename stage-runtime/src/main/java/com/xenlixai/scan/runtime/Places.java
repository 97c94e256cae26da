package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The places at which records run, shared by both lanes. Batch work never takes the places in
/// reserve; waiting batch work gets its minimum before interactive work gets a freed place. So
/// neither lane can starve the other. Thread-safe.
///
/// @param <T> what waits and runs
final class Places<T> {

    private final int places;
    private final int batchMost;
    private final int batchLeast;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Lane, Queue<T>> lanes = new EnumMap<>(Lane.class);
    private final Queue<T> interactive = new Queue<>();
    private final Queue<T> batch = new Queue<>();
    private boolean closed;

    private static final class Queue<T> {
        final ArrayDeque<Waiting<T>> waiting = new ArrayDeque<>();
        int running;
        long bytes;
    }

    /// One that waits for a place, and the memory it holds until it has run.
    record Waiting<T>(T work, Lane lane, int bytes) {}

    /// @param places in all
    /// @param reserve of these, never for batch work
    /// @param batchLeast of these, for waiting batch work first
    Places(int places, int reserve, int batchLeast) {
        this.places = places;
        this.batchMost = places - reserve;
        this.batchLeast = Math.min(batchLeast, batchMost);
        lanes.put(Lane.INTERACTIVE, interactive);
        lanes.put(Lane.BATCH, batch);
    }

    /// Queues work and says which of all that waits must be started now; each has its place.
    List<Waiting<T>> submit(Collection<Waiting<T>> arrivals) {
        lock.lock();
        try {
            for (Waiting<T> arrival : arrivals) {
                Queue<T> queue = queue(arrival.lane());
                queue.waiting.add(arrival);
                queue.bytes += arrival.bytes();
            }
            List<Waiting<T>> started = new ArrayList<>();
            for (Waiting<T> next = next(); next != null; next = next()) {
                started.add(next);
            }
            return started;
        } finally {
            lock.unlock();
        }
    }

    /// Gives a place back, and hands it to the next in turn, if there is one.
    @Nullable Waiting<T> handOver(Waiting<T> done) {
        lock.lock();
        try {
            Queue<T> queue = queue(done.lane());
            queue.running--;
            queue.bytes -= done.bytes();
            return next();
        } finally {
            lock.unlock();
        }
    }

    /// Takes back what waits and has not been started.
    List<Waiting<T>> withdraw(Predicate<T> which) {
        lock.lock();
        try {
            List<Waiting<T>> withdrawn = new ArrayList<>();
            for (Queue<T> queue : lanes.values()) {
                Iterator<Waiting<T>> waiting = queue.waiting.iterator();
                while (waiting.hasNext()) {
                    Waiting<T> one = waiting.next();
                    if (which.test(one.work())) {
                        waiting.remove();
                        queue.bytes -= one.bytes();
                        withdrawn.add(one);
                    }
                }
            }
            return withdrawn;
        } finally {
            lock.unlock();
        }
    }

    /// From now on nothing more is started.
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    int running(Lane lane) {
        lock.lock();
        try {
            return queue(lane).running;
        } finally {
            lock.unlock();
        }
    }

    int waiting(Lane lane) {
        lock.lock();
        try {
            return queue(lane).waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// Bytes of a lane's records that wait or run.
    long bytes(Lane lane) {
        lock.lock();
        try {
            return queue(lane).bytes;
        } finally {
            lock.unlock();
        }
    }

    private Queue<T> queue(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> interactive;
            case BATCH -> batch;
        };
    }

    private @Nullable Waiting<T> next() {
        if (closed || interactive.running + batch.running >= places) {
            return null;
        }
        boolean batchWaits = !batch.waiting.isEmpty();
        if (batchWaits && batch.running < batchLeast) {
            return start(batch);
        }
        if (!interactive.waiting.isEmpty()) {
            return start(interactive);
        }
        return batchWaits && batch.running < batchMost ? start(batch) : null;
    }

    private Waiting<T> start(Queue<T> queue) {
        queue.running++;
        return queue.waiting.remove();
    }
}
