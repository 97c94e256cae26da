package com.xenlixai.scan.gateway.job;

import java.time.Duration;

/// Commits a twentieth of a second after a change of a single scan, for which somebody waits, with
/// all that has changed by then. At once would be later: what a commit has to send would not be on
/// its way yet, and the next change would wait for this commit to end. A commit holds the arbiter up
/// and costs the broker a record in every partition that was written to, so changes of batches wait
/// for the regular one. For one task's thread.
final class PromptCommits {

    private static final long PATIENCE_MILLIS = Duration.ofMillis(50).toMillis();

    private final Runnable commit;
    private long sinceMillis;
    private boolean owed;

    /// @param commit asks for one, which comes when what is at hand has been worked on
    PromptCommits(Runnable commit) {
        this.commit = commit;
    }

    /// A single scan has changed.
    void wanted(long nowMillis) {
        if (!owed) {
            owed = true;
            sinceMillis = nowMillis;
        }
        whatIsOwed(nowMillis);
    }

    /// Commits if a change has waited for long enough.
    void whatIsOwed(long nowMillis) {
        // A clock that was set back must not put commits off.
        if (owed && Math.abs(nowMillis - sinceMillis) >= PATIENCE_MILLIS) {
            owed = false;
            commit.run();
        }
    }
}
