package com.xenlixai.scan.runtime.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.xenlixai.scan.runtime.cache.CacheStore.Found.Busy;
import com.xenlixai.scan.runtime.cache.CacheStore.Found.Free;
import com.xenlixai.scan.runtime.cache.CacheStore.Found.Value;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Results by key: in this process (`l1`), and behind it in the store that instances share (`l2`).
/// Of those who ask for the same at once, in whatever instance, one works and the others wait; what
/// fails is not kept. Counted as `cache_gets_total{cache,layer,result}`. Thread-safe.
public final class LayeredCache<V> {

    /// What is worked out when there is nothing to reuse.
    public interface Load<V> {
        V load() throws InterruptedException;
    }

    /// How long others wait for an instance that died at work.
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration RARELY = Duration.ofMillis(500);

    /// Larger values stay in this process.
    private static final int LARGEST_SHARED = 1024 * 1024;

    private record Kept<V>(V value, Duration time) {}

    private final CachePlan<V> plan;
    private final CacheStore store;
    private final AsyncCache<String, Kept<V>> cache;
    private final @Nullable Counter sharedHits;
    private final @Nullable Counter sharedMisses;

    public LayeredCache(CachePlan<V> plan, CacheStore store, MeterRegistry registry) {
        this(plan, store, registry, Ticker.systemTicker());
    }

    /// @param ticker tells how old the values in this process are
    public LayeredCache(
            CachePlan<V> plan, CacheStore store, MeterRegistry registry, Ticker ticker) {
        this.plan = plan;
        this.store = store;
        this.cache =
                Caffeine.newBuilder()
                        .maximumWeight(plan.maxBytes())
                        .weigher(
                                (String key, Kept<V> kept) ->
                                        key.length() + plan.bytes().applyAsInt(kept.value()))
                        .expireAfter(Expiry.<String, Kept<V>>creating((_, kept) -> kept.time()))
                        .ticker(ticker)
                        .recordStats()
                        .buildAsync();
        CaffeineCacheMetrics.monitor(registry, cache, plan.name(), "layer", "l1");
        sharedHits = isShared() ? counter(registry, "hit") : null;
        sharedMisses = isShared() ? counter(registry, "miss") : null;
    }

    private Counter counter(MeterRegistry registry, String result) {
        return registry.counter(
                "cache.gets", "cache", plan.name(), "layer", "l2", "result", result);
    }

    /// The kept value, or the one that is being worked out, or a new one. Who has waited `patience`
    /// for another's work does it alone.
    public V get(String key, Duration patience, Load<V> load) throws InterruptedException {
        var mine = new CompletableFuture<Kept<V>>();
        CompletableFuture<Kept<V>> winner = cache.get(key, (_, _) -> mine);
        if (winner != mine) {
            try {
                return winner.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS).value();
            } catch (TimeoutException | ExecutionException | CancellationException e) {
                return load.load();
            }
        }
        Kept<V> kept = null;
        try {
            kept = isShared() ? shared(key, patience, load) : timed(key, load.load());
            return kept.value();
        } finally {
            finish(key, mine, kept);
        }
    }

    private boolean isShared() {
        return store.isOn() && plan.form().isPresent();
    }

    /// Asks the store, and waits there while another instance works.
    private Kept<V> shared(String key, Duration patience, Load<V> load)
            throws InterruptedException {
        CacheForm<V> form = plan.form().orElseThrow();
        long start = System.nanoTime();
        Duration pause = FIRST_LOOK;
        while (true) {
            switch (store.find(plan.name(), key)) {
                case Value(byte[] bytes, Duration left) -> {
                    Optional<V> value = form.read(bytes);
                    if (value.isPresent()) {
                        count(sharedHits);
                        return new Kept<>(value.get(), left);
                    }
                    // Another release's, or damaged: worked out anew and written over.
                    return worked(key, load, form);
                }
                case Free _ -> {
                    if (store.claim(plan.name(), key, LEASE)) {
                        return claimed(key, load, form);
                    }
                }
                case Busy _ -> {}
            }
            if (System.nanoTime() - start + pause.toNanos() > patience.toNanos()) {
                count(sharedMisses);
                return timed(key, load.load());
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(RARELY) < 0 ? pause.multipliedBy(2) : RARELY;
        }
    }

    /// Works while the claim is kept alive, so that others wait for a living instance only.
    private Kept<V> claimed(String key, Load<V> load, CacheForm<V> form)
            throws InterruptedException {
        var done = new CountDownLatch(1);
        Thread.ofVirtual().name("cache-claim").start(() -> prolong(key, done));
        boolean isKept = false;
        try {
            Kept<V> kept = worked(key, load, form);
            isKept = kept.time().isPositive();
            return kept;
        } finally {
            done.countDown();
            if (!isKept) {
                store.release(plan.name(), key);
            }
        }
    }

    private void prolong(String key, CountDownLatch done) {
        try {
            while (!done.await(LEASE.toMillis() / 3, TimeUnit.MILLISECONDS)) {
                store.claim(plan.name(), key, LEASE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Kept<V> worked(String key, Load<V> load, CacheForm<V> form)
            throws InterruptedException {
        count(sharedMisses);
        Kept<V> kept = timed(key, load.load());
        if (kept.time().isPositive()) {
            byte[] bytes = form.write(kept.value());
            if (bytes.length > LARGEST_SHARED) {
                store.release(plan.name(), key);
            } else {
                store.keep(plan.name(), key, bytes, kept.time());
            }
        }
        return kept;
    }

    /// Lifetimes differ by up to a tenth, so that what was made together does not end together.
    private Kept<V> timed(String key, V value) {
        Duration time = plan.keep().apply(value);
        long tenth = time.toMillis() / 10;
        long off = tenth == 0 ? 0 : Math.floorMod(key.hashCode(), tenth);
        return new Kept<>(value, time.minusMillis(off));
    }

    private void finish(String key, CompletableFuture<Kept<V>> mine, @Nullable Kept<V> kept) {
        if (kept == null) {
            // A cancelled future is dropped by the cache, and frees whoever waits for it.
            mine.cancel(false);
            return;
        }
        mine.complete(kept);
        if (!kept.time().isPositive()) {
            cache.asMap().remove(key, mine);
        }
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    /// How many values are kept in this process or being worked out.
    long size() {
        return cache.asMap().size();
    }
}
