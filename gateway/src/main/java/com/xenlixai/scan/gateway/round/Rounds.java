package com.xenlixai.scan.gateway.round;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Goes round on a virtual thread of its own from the gateway's start to its end. A round that fails
/// is made up for by a later one. Thread-safe.
public final class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration pause;
    private final Work work;
    private volatile @Nullable Thread thread;
    private boolean failing;

    /// @param name for logs
    /// @param pause between two rounds that found nothing left to do
    public Rounds(String name, Duration pause, Work work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    /// One round.
    @FunctionalInterface
    public interface Work {

        /// Whether there is more to be done at once.
        boolean round() throws InterruptedException;
    }

    @Override
    public void start() {
        Thread going = Thread.ofVirtual().name(name).unstarted(this::run);
        // It goes on while it is this one, which it may ask before start() returns.
        thread = going;
        going.start();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                if (!roundOrWarning()) {
                    Thread.sleep(pause);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Nothing may escape from here: the thread is not started again.
    private boolean roundOrWarning() throws InterruptedException {
        try {
            boolean more = work.round();
            failing = false;
            return more;
        } catch (ProblemException e) {
            // The database or the log is away, which others tell often enough.
            if (!failing) {
                LOG.warn("{} cannot go on for now: {}", name, e.problem().detail());
            }
        } catch (RuntimeException e) {
            LOG.error("{} has a defect", name, e);
        }
        failing = true;
        return false;
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
