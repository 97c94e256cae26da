package com.xenlixai.scan.runtime;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// When a stage's beginning is told: not before it has worked for a while. A stage that is over by
/// then tells its end alone, which says how long it took, so quick work costs one status event and
/// not two. Thread-safe.
final class Beginnings implements AutoCloseable {

    private final Duration after;
    private final ScheduledThreadPoolExecutor timer;

    /// @param after how long a stage works until its beginning is told; zero tells it at once
    Beginnings(Duration after) {
        this.after = after;
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("stage-beginnings").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /// A stage begins now.
    ///
    /// @param tell sends word of it; called at most once, by the timer's thread or by this one
    Beginning begin(Runnable tell) {
        var beginning = new Beginning(tell);
        if (after.isZero()) {
            beginning.tell();
            return beginning;
        }
        ScheduledFuture<?> due =
                timer.schedule(beginning::tell, after.toNanos(), TimeUnit.NANOSECONDS);
        beginning.due(due);
        return beginning;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
