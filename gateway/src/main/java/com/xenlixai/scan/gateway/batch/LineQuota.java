package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.access.UrlQuota;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The uploader's quota, taken by the hundred, since a million lines must not mean a million
/// questions. What is left over is given back at the end. Blocking, for one thread.
final class LineQuota implements AutoCloseable {

    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final UrlQuota urls;
    private int held;
    private boolean usedUp;

    LineQuota(UrlQuota urls) {
        this.urls = urls;
    }

    /// Whether there was one left.
    ///
    /// @throws ProblemException 503 when that cannot be told
    boolean takeOne() throws InterruptedException {
        if (held == 0 && !usedUp) {
            held = taken();
            usedUp = held == 0;
        }
        if (held == 0) {
            return false;
        }
        held--;
        return true;
    }

    @Override
    public void close() {
        urls.giveBack(held);
        held = 0;
    }

    private int taken() throws InterruptedException {
        try {
            return urls.take(AT_ONCE).toFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw ProblemException.unavailable("The quota cannot be looked up.", PATIENCE);
        }
    }
}
