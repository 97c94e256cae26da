package com.xenlixai.scan.gateway.job;

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

/// Those who wait for something to change. They are woken by the change itself, never look at a
/// store by the clock, and a slow one gets the latest value instead of every value. Thread-safe.
///
/// @param <T> what they are told
public final class Waiters<T> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ConcurrentMap<String, Set<FluxSink<T>>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int most;
    private final Scheduler scheduler;

    /// @param most how many may wait at once; further ones are told 503
    /// @param scheduler runs what waiters do, so that the thread that keeps the view does not
    public Waiters(int most, Scheduler scheduler) {
        this.most = most;
        this.scheduler = scheduler;
    }

    /// The values of that key from now on. The present one comes first: it is read after the waiter
    /// is in place, so no change can slip between. Values may repeat. Fails with 503 when too many
    /// wait.
    public Flux<T> watch(String key, Supplier<T> present) {
        return Flux.<T>create(sink -> add(key, sink, present), OverflowStrategy.LATEST)
                .publishOn(scheduler, 1);
    }

    /// Tells those who wait for that key.
    public void changed(String key, T value) {
        Set<FluxSink<T>> sinks = waiting.get(key);
        if (sinks != null) {
            sinks.forEach(sink -> sink.next(value));
        }
    }

    int count() {
        return count.get();
    }

    private void add(String key, FluxSink<T> sink, Supplier<T> present) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            sink.error(ProblemException.unavailable("Too many requests wait.", RETRY_AFTER));
            return;
        }
        waiting.compute(
                key,
                (_, sinks) -> {
                    Set<FluxSink<T>> all = sinks == null ? ConcurrentHashMap.newKeySet(1) : sinks;
                    all.add(sink);
                    return all;
                });
        Disposable leave = () -> remove(key, sink);
        sink.onDispose(leave);
        sink.next(present.get());
    }

    private void remove(String key, FluxSink<T> sink) {
        count.decrementAndGet();
        waiting.computeIfPresent(
                key,
                (_, sinks) -> {
                    sinks.remove(sink);
                    return sinks.isEmpty() ? null : sinks;
                });
    }
}
