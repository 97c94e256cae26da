package com.xenlixai.scan.crawl.site;

import com.xenlixai.scan.crawl.fetch.Deadline;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps requests to one host apart: at most so many at once, each so long after the one before,
/// first come first served. A pause that a host has asked for is a clock of its own, so that
/// neither hides the other. Times are monotonic. Thread-safe.
public final class HostGates {

    private static final int SWEEP_ABOVE = 10_000;

    private final int concurrency;
    private final Duration delay;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private int sweepAbove = SWEEP_ABOVE;

    /// @param concurrency requests to one host at once, at least 1
    /// @param delay from the end of a request to the start of the next, at least
    public HostGates(int concurrency, Duration delay) {
        this.concurrency = concurrency;
        this.delay = delay;
    }

    /// The right to send one request to a host; closing it starts the host's delay.
    public final class Pass implements AutoCloseable {
        private final Gate gate;
        private final Duration apart;

        private Pass(Gate gate, Duration apart) {
            this.gate = gate;
            this.apart = apart;
        }

        @Override
        public void close() {
            leave(gate, apart);
        }
    }

    /// One host: who is inside, who waits, and its two clocks.
    private static final class Gate {
        private final Semaphore places;
        private long nextAt = System.nanoTime();
        private long pausedUntil = System.nanoTime();
        private int users;

        private Gate(int concurrency) {
            places = new Semaphore(concurrency, true);
        }

        private long opensAt() {
            return nextAt - pausedUntil > 0 ? nextAt : pausedUntil;
        }
    }

    /// Waits until the host may be asked; empty when that is not before the deadline.
    ///
    /// @param asked the delay that the site asks for; the longer one of it and ours holds
    public Optional<Pass> enter(String host, Duration asked, Deadline deadline)
            throws InterruptedException {
        Duration apart = asked.compareTo(delay) > 0 ? asked : delay;
        Gate gate = use(host);
        boolean placed = false;
        boolean entered = false;
        try {
            placed = gate.places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            if (!placed) {
                return Optional.empty();
            }
            long wait = reserve(gate, apart, deadline);
            if (wait < 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.sleep(wait);
            entered = true;
            return Optional.of(new Pass(gate, apart));
        } finally {
            if (!entered) {
                if (placed) {
                    gate.places.release();
                }
                unuse(gate);
            }
        }
    }

    /// Takes the next moment at which the gate opens; -1 when that is after the deadline.
    private long reserve(Gate gate, Duration apart, Deadline deadline) {
        lock.lock();
        try {
            long now = System.nanoTime();
            long wait = Math.max(0, gate.opensAt() - now);
            if (wait > deadline.left().toNanos()) {
                return -1;
            }
            gate.nextAt = now + wait + apart.toNanos();
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Gate gate, Duration apart) {
        lock.lock();
        try {
            long next = System.nanoTime() + apart.toNanos();
            gate.nextAt = next - gate.nextAt > 0 ? next : gate.nextAt;
        } finally {
            lock.unlock();
        }
        gate.places.release();
        unuse(gate);
    }

    /// Asks nothing of the host for that long.
    public void pause(String host, Duration pause) {
        Gate gate = use(host);
        lock.lock();
        try {
            long until = System.nanoTime() + pause.toNanos();
            gate.pausedUntil = until - gate.pausedUntil > 0 ? until : gate.pausedUntil;
        } finally {
            lock.unlock();
        }
        unuse(gate);
    }

    /// How long until the host may be asked again; zero when it may now.
    public Duration wait(String host) {
        lock.lock();
        try {
            Gate gate = gates.get(host);
            return gate == null
                    ? Duration.ZERO
                    : Duration.ofNanos(Math.max(0, gate.opensAt() - System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    /// Hosts with requests under way or waiting.
    public int hostsInUse() {
        lock.lock();
        try {
            return (int) gates.values().stream().filter(gate -> gate.users > 0).count();
        } finally {
            lock.unlock();
        }
    }

    private Gate use(String host) {
        lock.lock();
        try {
            Gate gate = gates.computeIfAbsent(host, _ -> new Gate(concurrency));
            gate.users++;
            return gate;
        } finally {
            lock.unlock();
        }
    }

    private void unuse(Gate gate) {
        lock.lock();
        try {
            gate.users--;
            if (gates.size() > sweepAbove) {
                sweep();
                sweepAbove = Math.max(SWEEP_ABOVE, 2 * gates.size());
            }
        } finally {
            lock.unlock();
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Iterator<Gate> each = gates.values().iterator(); each.hasNext(); ) {
            Gate gate = each.next();
            if (gate.users == 0 && gate.opensAt() - now <= 0) {
                each.remove();
            }
        }
    }
}
