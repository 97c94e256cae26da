package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Lets batches tell the log no more than the arbiter keeps up with. All scans share its topic, so a
/// single scan's events stand behind whatever an upload has put there before: a hundred thousand
/// lines at once made people wait a minute. Blocking, for virtual threads; thread-safe.
public final class ArbiterPace {

    /// Events that may wait for the arbiter: a third of a second's work on an idle pipeline, a few
    /// seconds' beside busy stages on two cores.
    private static final long MOST = 3_000;

    /// Events between two looks.
    private static final int EACH = 500;

    private static final Duration GLANCE = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Backlog backlog;
    private final Duration patience;
    private final AtomicLong told = new AtomicLong();
    private final ReentrantLock looking = new ReentrantLock();

    /// Tells how many events wait for the arbiter.
    @FunctionalInterface
    public interface Backlog {

        /// Empty while the broker does not say.
        OptionalLong events() throws InterruptedException;
    }

    public ArbiterPace(Backlog backlog) {
        this(backlog, PATIENCE);
    }

    ArbiterPace(Backlog backlog, Duration patience) {
        this.backlog = backlog;
        this.patience = patience;
    }

    /// Waits until one more event may be told.
    ///
    /// @throws ProblemException 503 when the arbiter does not come on
    void await() throws InterruptedException {
        if (told.incrementAndGet() % EACH != 0) {
            return;
        }
        long end = System.nanoTime() + patience.toNanos();
        // Whoever comes meanwhile waits too: one look is enough for all.
        looking.lockInterruptibly();
        try {
            // A broker that does not say is away, and then the log itself takes nothing.
            while (backlog.events().orElse(0) > MOST) {
                if (System.nanoTime() > end) {
                    throw ProblemException.unavailable(
                            "Too much of what was accepted before is still waiting.", RETRY_AFTER);
                }
                TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
            }
        } finally {
            looking.unlock();
        }
    }
}
