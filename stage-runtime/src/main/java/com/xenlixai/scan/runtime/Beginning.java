package com.xenlixai.scan.runtime;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Word that one stage of one run has begun: told at most once, and never once the run has said
/// what came of the stage. Thread-safe.
final class Beginning {

    private final Runnable tell;
    private @Nullable Future<?> due;
    private boolean over;

    Beginning(Runnable tell) {
        this.tell = tell;
    }

    synchronized void due(Future<?> timer) {
        due = timer;
    }

    /// Tells it, unless it was told or what came of the stage is being told.
    synchronized void tell() {
        if (!over) {
            over = true;
            tell.run();
        }
    }

    /// What came of the stage is told next: that it began need not be told any more.
    synchronized void over() {
        over = true;
        if (due != null) {
            due.cancel(false);
        }
    }
}
