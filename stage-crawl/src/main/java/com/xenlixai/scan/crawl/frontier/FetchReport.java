package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What politeness must know of a visit: whom it asked, and what came of it. Belongs to one thread.
public final class FetchReport {

    /// The last request to one host.
    ///
    /// @param status of the answer, or 0 when there was none
    /// @param cause what was wrong with it, or null
    /// @param endedAt when the answer ended
    /// @param retryAfter what the host asked for, or null
    /// @param delay the delay that it asks for at all times, or null
    record Asked(
            int status,
            @Nullable Cause cause,
            Instant endedAt,
            @Nullable Duration retryAfter,
            @Nullable Duration delay) {}

    private final Instant latest;
    private final AtomicLong held;
    private long mine;
    private final Map<String, Asked> hosts = new LinkedHashMap<>();

    /// A report that nobody counts.
    ///
    /// @param latest when the visit must be over
    public FetchReport(Instant latest) {
        this(latest, new AtomicLong());
    }

    /// @param held counts what all visits under way hold
    FetchReport(Instant latest, AtomicLong held) {
        this.latest = latest;
        this.held = held;
    }

    /// The visit keeps so many bytes until its end.
    public void holds(long bytes) {
        mine += bytes;
        held.addAndGet(bytes);
    }

    void over() {
        held.addAndGet(-mine);
        mine = 0;
    }

    /// When the visit must be over: then somebody else is sent.
    public Instant latest() {
        return latest;
    }

    /// A host has answered.
    public void answered(
            String host,
            int status,
            Instant endedAt,
            @Nullable Duration retryAfter,
            @Nullable Duration delay) {
        hosts.put(host, new Asked(status, null, endedAt, retryAfter, delay));
    }

    /// A host has not answered, or not so that it could be understood.
    public void unanswered(String host, Cause cause, Instant endedAt) {
        hosts.put(host, new Asked(0, cause, endedAt, null, null));
    }

    Map<String, Asked> hosts() {
        return hosts;
    }
}
