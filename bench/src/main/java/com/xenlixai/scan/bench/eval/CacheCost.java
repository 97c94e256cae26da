package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.EmbeddedPostgres;
import com.xenlixai.scan.runtime.cache.CacheForm;
import com.xenlixai.scan.runtime.cache.CachePlan;
import com.xenlixai.scan.runtime.cache.CacheSettings;
import com.xenlixai.scan.runtime.cache.CacheStore;
import com.xenlixai.scan.runtime.cache.LayeredCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Measures what a look-up costs: in this process, in the shared table of a PostgreSQL on loopback,
/// and when nobody has the value, which then is claimed and kept.
public final class CacheCost {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<Keyphrase> VALUE =
            IntStream.range(0, 15)
                    .mapToObj(
                            i ->
                                    new Keyphrase(
                                            "a phrase of some words " + i,
                                            1.0 / (i + 1),
                                            3,
                                            List.of("title", "h1", "text"),
                                            List.of("description")))
                    .toList();

    private CacheCost() {}

    /// @param lookUps of each kind
    public static void print(int lookUps, PrintStream out) throws InterruptedException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            Database database = server.database("cache_cost");
            var settings =
                    new CacheSettings(
                            database.url(),
                            database.username(),
                            database.password(),
                            "prefer",
                            4,
                            Duration.ofSeconds(5),
                            1_000_000);
            try (CacheStore store = CacheStore.of(settings)) {
                // Once for the compiler, once to count.
                run(cache(store), "warm-up-", lookUps);
                long[] misses = run(cache(store), "key-", lookUps);
                LayeredCache<List<Keyphrase>> restarted = cache(store);
                long[] shared = run(restarted, "key-", lookUps);
                long[] here = run(restarted, "key-", lookUps);
                print("in this process (l1)", here, out);
                print("in the shared table (l2)", shared, out);
                print("nowhere: claimed, kept", misses, out);
            }
        }
    }

    private static LayeredCache<List<Keyphrase>> cache(CacheStore store) {
        return new LayeredCache<>(
                new CachePlan<>(
                        "keyphrases",
                        64L * 1024 * 1024,
                        phrases -> 300 * phrases.size(),
                        _ -> Duration.ofHours(1),
                        Optional.of(CacheForm.listOf(Keyphrase.class))),
                store,
                new SimpleMeterRegistry());
    }

    /// Nanoseconds by the wall of each look-up, and of all by this thread's CPU as the last.
    private static long[] run(LayeredCache<List<Keyphrase>> cache, String prefix, int lookUps)
            throws InterruptedException {
        long[] nanos = new long[lookUps + 1];
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < lookUps; i++) {
            long start = System.nanoTime();
            cache.get(prefix + i, PATIENCE, () -> VALUE);
            nanos[i] = System.nanoTime() - start;
        }
        nanos[lookUps] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        return nanos;
    }

    private static void print(String name, long[] nanos, PrintStream out) {
        int lookUps = nanos.length - 1;
        long[] sorted = Arrays.copyOf(nanos, lookUps);
        Arrays.sort(sorted);
        out.printf(
                Locale.ROOT,
                "%-26s median %8.3f ms, 99 %% within %8.3f ms, CPU of the caller %.3f ms%n",
                name,
                sorted[lookUps / 2] / 1e6,
                sorted[(int) (lookUps * 0.99)] / 1e6,
                nanos[lookUps] / 1e6 / lookUps);
    }
}
