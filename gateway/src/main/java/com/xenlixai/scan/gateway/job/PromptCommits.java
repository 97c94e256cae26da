package com.xenlixai.scan.gateway.job;

import java.time.Duration;

/// Commits soon after a change of a single scan, for which somebody waits: at once after a rest, and
/// every tenth of a second at most while changes keep coming. A commit holds the arbiter up and costs
/// the broker a record in every partition that was written to, so changes of batches wait for the
/// regular one. For one task's thread.
final class PromptCommits {

    private static final long LEAST_MILLIS = Duration.ofMillis(100).toMillis();

    private final Runnable commit;
    private long lastMillis;
    private boolean owed;

    /// @param commit asks for one, which comes when what is at hand has been worked on
    PromptCommits(Runnable commit) {
        this.commit = commit;
    }

    /// A single scan has changed.
    void wanted(long nowMillis) {
        owed = true;
        whatIsOwed(nowMillis);
    }

    /// Commits what had to wait, if it has waited for long enough.
    void whatIsOwed(long nowMillis) {
        // A clock that was set back must not put commits off.
        if (owed && Math.abs(nowMillis - lastMillis) >= LEAST_MILLIS) {
            owed = false;
            lastMillis = nowMillis;
            commit.run();
        }
    }
}
