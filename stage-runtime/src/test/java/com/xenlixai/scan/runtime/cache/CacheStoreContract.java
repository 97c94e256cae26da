package com.xenlixai.scan.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.xenlixai.scan.runtime.cache.CacheStore.Found.Busy;
import com.xenlixai.scan.runtime.cache.CacheStore.Found.Free;
import com.xenlixai.scan.runtime.cache.CacheStore.Found.Value;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every shared store keeps to, and what caches over it keep to, in two instances.
interface CacheStoreContract {

    Duration LONG = Duration.ofMinutes(5);
    Duration PATIENCE = Duration.ofSeconds(30);

    /// The store of that instance; all stores of a test see the same values.
    CacheStore instance(String name);

    private LayeredCache<String> cache(String instance, SimpleMeterRegistry registry) {
        return new LayeredCache<>(
                LayeredCacheTest.plan(Optional.of(new TextForm())), instance(instance), registry);
    }

    private static double shared(SimpleMeterRegistry registry, String result) {
        return registry.get("cache.gets")
                .tag("layer", "l2")
                .tag("result", result)
                .counter()
                .count();
    }

    @Test
    default void whatOneInstanceKeepsAnotherFindsUntilItsTimeIsOver() {
        CacheStore a = instance("a");
        CacheStore b = instance("b");

        assertThat(b.find("c", "k")).isEqualTo(new Free());
        a.keep("c", "k", new byte[] {1, 2}, LONG);
        assertThat(b.find("c", "k"))
                .asInstanceOf(type(Value.class))
                .satisfies(value -> assertThat(value.bytes()).containsExactly(1, 2))
                .satisfies(value -> assertThat(value.left()).isBetween(Duration.ZERO, LONG));
        assertThat(b.find("other", "k")).isEqualTo(new Free());

        a.keep("c", "k", new byte[] {3}, Duration.ofMillis(-1));
        assertThat(b.find("c", "k")).isEqualTo(new Free());
    }

    @Test
    default void oneInstanceAtATimeHoldsAClaim() {
        CacheStore a = instance("a");
        CacheStore b = instance("b");

        assertThat(a.claim("c", "k", LONG)).isTrue();
        assertThat(a.claim("c", "k", LONG)).as("prolonged").isTrue();
        assertThat(b.claim("c", "k", LONG)).isFalse();
        assertThat(b.find("c", "k")).isEqualTo(new Busy());
        b.release("c", "k");
        assertThat(b.claim("c", "k", LONG)).as("another's claim is not released").isFalse();
        a.release("c", "k");
        assertThat(b.claim("c", "k", LONG)).isTrue();
        b.keep("c", "k", new byte[0], LONG);
        assertThat(a.claim("c", "k", LONG)).as("there is a value").isFalse();
        b.release("c", "k");
        assertThat(a.find("c", "k")).as("a value is not released").isInstanceOf(Value.class);
    }

    @Test
    default void theClaimOfADeadInstanceEnds() {
        assertThat(instance("a").claim("c", "k", Duration.ofMillis(-1))).isTrue();
        assertThat(instance("b").claim("c", "k", LONG)).isTrue();
    }

    @Test
    default void twoInstancesAtOnceCostOneLoad() throws Exception {
        var loads = new AtomicInteger();
        var registry = new SimpleMeterRegistry();
        var otherRegistry = new SimpleMeterRegistry();
        var caches = List.of(cache("a", registry), cache("b", otherRegistry));
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                LayeredCache<String> cache = caches.get(i % 2);
                results.add(
                        threads.submit(
                                () ->
                                        cache.get(
                                                "k",
                                                PATIENCE,
                                                () -> {
                                                    begun.countDown();
                                                    return "value " + loads.incrementAndGet();
                                                })));
            }
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo("value 1");
            }
        }
        assertThat(begun.getCount()).isZero();
        assertThat(loads).hasValue(1);
        assertThat(shared(registry, "hit") + shared(otherRegistry, "hit")).isEqualTo(1);
        assertThat(shared(registry, "miss") + shared(otherRegistry, "miss")).isEqualTo(1);
    }

    @Test
    default void aRestartedInstanceHasWhatWasThere() throws InterruptedException {
        cache("a", new SimpleMeterRegistry()).get("k", PATIENCE, () -> "before");
        assertThat(cache("a again", new SimpleMeterRegistry()).get("k", PATIENCE, () -> "after"))
                .isEqualTo("before");
    }

    @Test
    default void whatFailsOrIsNotForOthersLeavesNothingBehind() throws InterruptedException {
        LayeredCache<String> cache = cache("a", new SimpleMeterRegistry());
        cache.get("k", PATIENCE, () -> "not for others");
        assertThat(instance("b").find("test", "k")).isEqualTo(new Free());
        try {
            cache.get(
                    "k",
                    PATIENCE,
                    () -> {
                        throw new IllegalStateException("no luck");
                    });
        } catch (IllegalStateException expected) {
            assertThat(instance("b").find("test", "k")).isEqualTo(new Free());
        }
        assertThat(cache.get("k", PATIENCE, () -> "value")).isEqualTo("value");
    }

    @Test
    default void whatCannotBeReadIsWorkedOutAnewAndWrittenOver() throws InterruptedException {
        instance("a").keep("test", "k", new byte[] {0, 1, 2}, LONG);
        assertThat(cache("b", new SimpleMeterRegistry()).get("k", PATIENCE, () -> "value"))
                .isEqualTo("value");
        assertThat(cache("c", new SimpleMeterRegistry()).get("k", PATIENCE, () -> "other"))
                .isEqualTo("value");
    }

    @Test
    default void whoRunsOutOfPatienceWithAnotherInstanceWorksAlone() throws InterruptedException {
        instance("a").claim("test", "k", LONG);
        assertThat(
                        cache("b", new SimpleMeterRegistry())
                                .get("k", Duration.ofMillis(1), () -> "own"))
                .isEqualTo("own");
    }
}
