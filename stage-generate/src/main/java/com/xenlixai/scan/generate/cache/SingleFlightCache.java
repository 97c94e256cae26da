package com.xenlixai.scan.generate.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Results by content. Of those who ask for the same at once, one works and the others wait; what
/// fails is not kept. Bounded by bytes; counted as `cache_gets_total{cache}`. Thread-safe.
public final class SingleFlightCache<V> {

    /// What is worked out when there is nothing to reuse.
    public interface Load<V> {
        V load() throws InterruptedException;
    }

    private final AsyncCache<String, V> cache;
    private final Predicate<V> worthKeeping;

    /// @param name its label in the meters
    /// @param maxBytes of all values together, about
    /// @param keep how long at most
    /// @param bytes how large a value is, about
    /// @param worthKeeping whether a value is to be given to those who ask later
    public SingleFlightCache(
            String name,
            long maxBytes,
            Duration keep,
            ToIntFunction<V> bytes,
            Predicate<V> worthKeeping,
            MeterRegistry registry) {
        this.worthKeeping = worthKeeping;
        this.cache =
                Caffeine.newBuilder()
                        .maximumWeight(maxBytes)
                        .weigher((String key, V value) -> key.length() + bytes.applyAsInt(value))
                        .expireAfterWrite(keep)
                        .recordStats()
                        .buildAsync();
        CaffeineCacheMetrics.monitor(registry, cache, name, "layer", "l1");
    }

    /// The kept value, or the one that is being worked out, or a new one. Who has waited `patience`
    /// for another's work does it alone.
    public V get(String key, Duration patience, Load<V> load) throws InterruptedException {
        var mine = new CompletableFuture<V>();
        CompletableFuture<V> winner = cache.get(key, (_, _) -> mine);
        if (winner != mine) {
            try {
                return winner.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException | CancellationException e) {
                return load.load();
            }
        }
        V value = null;
        try {
            value = load.load();
            return value;
        } finally {
            finish(key, mine, value);
        }
    }

    private void finish(String key, CompletableFuture<V> mine, @Nullable V value) {
        if (value == null) {
            // A cancelled future is dropped by the cache, and frees whoever waits for it.
            mine.cancel(false);
            return;
        }
        mine.complete(value);
        if (!worthKeeping.test(value)) {
            cache.asMap().remove(key, mine);
        }
    }

    /// How many values are kept or being worked out.
    long size() {
        return cache.asMap().size();
    }
}
