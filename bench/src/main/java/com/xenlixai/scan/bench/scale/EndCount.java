package com.xenlixai.scan.bench.scale;

import java.time.Duration;

/// How many scans have ended so far, and the longest time in which none did. One thread counts, any
/// reads.
final class EndCount {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private volatile long ended;
    private volatile long changedAt = System.nanoTime();
    private volatile long longestGap;

    /// So many have ended by now.
    void saw(long now) {
        long time = System.nanoTime();
        longestGap = Math.max(longestGap, time - changedAt);
        if (now > ended) {
            ended = now;
            changedAt = time;
        }
    }

    /// Forgets the gaps so far.
    void watch() {
        longestGap = 0;
    }

    Duration longestGap() {
        return Duration.ofNanos(longestGap);
    }

    long now() {
        return ended;
    }

    void await(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (ended < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + ended + " of " + count + " ended");
            }
            Thread.sleep(GLANCE);
        }
    }
}
