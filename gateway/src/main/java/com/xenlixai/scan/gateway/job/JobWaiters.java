package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Scheduler;

/// Those who wait for a job to change. They are woken by the change itself, never look at the store
/// by the clock, and a slow one gets the latest state instead of every state. Thread-safe.
final class JobWaiters {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ConcurrentMap<String, Set<FluxSink<JobState>>> waiting =
            new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int most;
    private final Scheduler scheduler;

    /// @param most how many may wait at once; further ones are told 503
    /// @param scheduler runs what waiters do, so that the thread that keeps the view does not
    JobWaiters(int most, Scheduler scheduler) {
        this.most = most;
        this.scheduler = scheduler;
    }

    /// The job's states from now on. The present one comes first: it is read after the waiter is
    /// in place, so no change can slip between. States may repeat.
    Flux<JobState> watch(String scanId, Supplier<JobState> present) {
        return Flux.<JobState>create(sink -> add(scanId, sink, present), OverflowStrategy.LATEST)
                .publishOn(scheduler, 1);
    }

    void changed(JobState job) {
        Set<FluxSink<JobState>> sinks = waiting.get(job.getScanId());
        if (sinks != null) {
            sinks.forEach(sink -> sink.next(job));
        }
    }

    int count() {
        return count.get();
    }

    private void add(String scanId, FluxSink<JobState> sink, Supplier<JobState> present) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            sink.error(ProblemException.unavailable("Too many requests wait.", RETRY_AFTER));
            return;
        }
        waiting.compute(
                scanId,
                (_, sinks) -> {
                    Set<FluxSink<JobState>> all =
                            sinks == null ? ConcurrentHashMap.newKeySet(1) : sinks;
                    all.add(sink);
                    return all;
                });
        Disposable leave = () -> remove(scanId, sink);
        sink.onDispose(leave);
        sink.next(present.get());
    }

    private void remove(String scanId, FluxSink<JobState> sink) {
        count.decrementAndGet();
        waiting.computeIfPresent(
                scanId,
                (_, sinks) -> {
                    sinks.remove(sink);
                    return sinks.isEmpty() ? null : sinks;
                });
    }
}
