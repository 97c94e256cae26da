package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Jobs that this instance has accepted moments ago, so that it can tell their URL before its view
/// has heard of them. Forgets when the view has, after a minute, or when there are too many.
/// Thread-safe.
final class AcceptedJobs {

    private static final Duration MEMORY = Duration.ofSeconds(60);
    private static final int MOST = 20_000;

    private record Entry(Instant since, JobState job) {}

    private final ConcurrentMap<String, Entry> jobs = new ConcurrentHashMap<>();
    private final Queue<Entry> inOrder = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Clock clock;

    AcceptedJobs(Clock clock) {
        this.clock = clock;
    }

    /// The view has heard of it.
    void seen(String scanId) {
        jobs.remove(scanId);
    }

    void remember(JobState job) {
        Entry entry = new Entry(clock.instant(), job);
        if (jobs.putIfAbsent(job.getScanId(), entry) == null) {
            inOrder.add(entry);
            size.incrementAndGet();
        }
        forgetOld();
    }

    Optional<JobState> find(String scanId) {
        return Optional.ofNullable(jobs.get(scanId)).map(Entry::job);
    }

    private void forgetOld() {
        Instant bound = clock.instant().minus(MEMORY);
        Entry oldest = inOrder.peek();
        while (oldest != null && (size.get() > MOST || oldest.since().isBefore(bound))) {
            if (inOrder.remove(oldest)) {
                jobs.remove(oldest.job().getScanId());
                size.decrementAndGet();
            }
            oldest = inOrder.peek();
        }
    }
}
