package com.xenlixai.scan.generate.llm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// Leaves a server alone that keeps failing: after five failures in a row for half a minute, then
/// two probes at a time until one works. Thread-safe.
final class CircuitBreaker {

    private static final int FAILURES = 5;
    private static final int PROBES = 2;
    private static final Duration REST = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private int failures;
    private int probes;
    private Instant openUntil = Instant.MIN;
    private boolean open;

    CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether a call may be made now. Whoever gets true must tell how it ended.
    boolean tryEnter() {
        lock.lock();
        try {
            if (!open) {
                return true;
            }
            if (clock.instant().isBefore(openUntil) || probes >= PROBES) {
                return false;
            }
            probes++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        lock.lock();
        try {
            failures = 0;
            probes = 0;
            open = false;
        } finally {
            lock.unlock();
        }
    }

    void failed() {
        lock.lock();
        try {
            failures++;
            if (open || failures >= FAILURES) {
                openFor(REST);
            }
        } finally {
            lock.unlock();
        }
    }

    /// No call is made for that long, whatever happened before.
    void openFor(Duration rest) {
        lock.lock();
        try {
            Instant until = clock.instant().plus(rest);
            if (!open || until.isAfter(openUntil)) {
                openUntil = until;
            }
            open = true;
            probes = 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }
}
