package com.xenlixai.scan.crawl.fetch;

import java.time.Duration;

/// A moment after which nobody waits any more, on the monotonic clock.
///
/// @param nanos on the scale of `System.nanoTime()`
public record Deadline(long nanos) {

    /// That long from now.
    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /// What is left, not below zero.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /// Whether it is over.
    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /// The earlier one of this and that long from now.
    public Deadline within(Duration patience) {
        Deadline other = in(patience);
        return other.nanos - nanos < 0 ? other : this;
    }
}
