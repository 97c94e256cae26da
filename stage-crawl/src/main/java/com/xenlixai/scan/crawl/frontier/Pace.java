package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FetchFinished;
import com.xenlixai.scan.runtime.Failure;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to leave a host alone after a fetch: its delay on the clock of politeness; on the clock
/// of back-off what it asks for, and after failures a pause that doubles with each one in a row.
final class Pace {

    private static final int MOST_DOUBLINGS = 20;

    private final FrontierSettings settings;
    private final Duration delay;
    private final RandomGenerator random;

    /// @param delay from the end of a fetch to the start of the next, unless the host wants more
    Pace(FrontierSettings settings, Duration delay, RandomGenerator random) {
        this.settings = settings;
        this.delay = delay;
        this.random = random;
    }

    /// From the end of one fetch of that host to the start of the next, in milliseconds.
    long between(Host host) {
        return Math.max(host.delay, delay.toMillis());
    }

    /// A fetch of that host has ended.
    void ended(Host host, FetchFinished end, long now) {
        long at = Math.min(end.getEndedAt().toEpochMilli(), now);
        host.delay = Math.max(delay.toMillis(), end.getCrawlDelayMillis());
        host.nextAt = Math.max(host.nextAt, at + host.delay);
        int status = end.getStatus();
        boolean silent = status == 0 && end.getCause() != null && isSilence(end.getCause());
        if (silent || isTrouble(status)) {
            host.errors++;
            host.silent = silent ? host.silent + 1 : 0;
            host.last = end.getCause();
            long pause = Math.max(end.getRetryAfterMillis(), backOff(host.errors));
            host.pausedUntil = Math.max(host.pausedUntil, at + pause);
        } else if (status > 0) {
            host.errors = 0;
            host.silent = 0;
            host.last = null;
        }
    }

    /// Why a host need not be asked for now; null when it is to be tried.
    @Nullable Failure hopeless(Host host, long now) {
        Cause last = host.last;
        return host.silent < settings.downAfter() || now >= host.pausedUntil || last == null
                ? null
                : new Failure(
                        last,
                        "The host did not answer "
                                + host.silent
                                + " times in a row, so it was"
                                + " not asked again");
    }

    /// Whether a server that answers so is to be left alone for a while.
    static boolean isTrouble(int status) {
        return status == 429 || status >= 500 && status < 600;
    }

    private static boolean isSilence(Cause cause) {
        return cause == Cause.DNS || cause == Cause.CONNECT || cause == Cause.TIMEOUT;
    }

    private long backOff(int errors) {
        long base = settings.backOff().toMillis() << Math.min(errors - 1, MOST_DOUBLINGS);
        long bound = Math.min(base, settings.longestBackOff().toMillis());
        return bound / 2 + random.nextLong(bound / 2 + 1);
    }
}
