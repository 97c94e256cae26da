package com.xenlixai.scan.runtime;

import java.time.Instant;

/// Ends a step that does not end by itself: by an interrupt, and only while the thread is inside
/// the step, so that no send is ever cut short. Thread-safe.
final class StepGuard {

    private final Thread thread = Thread.currentThread();
    private final Instant latest;
    private boolean inside = true;
    private boolean late;

    /// Made by the thread that is about to enter the step.
    ///
    /// @param latest when the step must have ended
    StepGuard(Instant latest) {
        this.latest = latest;
    }

    synchronized void interruptIfLate(Instant now) {
        if (inside && !late && now.isAfter(latest)) {
            late = true;
            thread.interrupt();
        }
    }

    /// Called by the thread when it has left the step; no interrupt of ours comes after.
    synchronized void leave() {
        inside = false;
        if (late) {
            Thread.interrupted();
        }
    }

    synchronized boolean late() {
        return late;
    }
}
