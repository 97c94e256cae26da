package com.xenlixai.scan.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class LayeredCacheTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LayeredCache<String> cache =
            new LayeredCache<>(plan(Optional.empty()), CacheStore.off(), registry);

    /// Lives an hour, unless its text says otherwise.
    static CachePlan<String> plan(Optional<CacheForm<String>> form) {
        return new CachePlan<>(
                "test",
                10_000,
                String::length,
                value -> value.equals("not for others") ? Duration.ZERO : Duration.ofHours(1),
                form);
    }

    private double gets(String result) {
        return registry.get("cache.gets")
                .tag("cache", "test")
                .tag("result", result)
                .functionCounter()
                .count();
    }

    @Test
    void theSecondAskerGetsTheFirstOnesResult() throws InterruptedException {
        var loads = new AtomicInteger();

        assertThat(cache.get("k", PATIENCE, () -> "value " + loads.incrementAndGet()))
                .isEqualTo("value 1");
        assertThat(cache.get("k", PATIENCE, () -> "value " + loads.incrementAndGet()))
                .isEqualTo("value 1");
        assertThat(gets("hit")).isEqualTo(1);
        assertThat(gets("miss")).isEqualTo(1);
    }

    @Test
    void twoHundredAskersAtOnceCostOneLoad() throws Exception {
        var loads = new AtomicInteger();
        var asked = new CountDownLatch(200);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                results.add(
                        threads.submit(
                                () -> {
                                    asked.countDown();
                                    return cache.get(
                                            "k",
                                            PATIENCE,
                                            () -> {
                                                asked.await();
                                                return "value " + loads.incrementAndGet();
                                            });
                                }));
            }
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo("value 1");
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void aLoadThatFailsIsForgottenAndTriedAgain() throws InterruptedException {
        assertThatThrownBy(
                        () ->
                                cache.get(
                                        "k",
                                        PATIENCE,
                                        () -> {
                                            throw new IllegalStateException("no luck");
                                        }))
                .hasMessage("no luck");
        assertThat(cache.get("k", PATIENCE, () -> "value")).isEqualTo("value");
    }

    @Test
    void whatIsNotWorthKeepingIsNotKept() throws InterruptedException {
        assertThat(cache.get("k", PATIENCE, () -> "not for others")).isEqualTo("not for others");
        assertThat(cache.get("k", PATIENCE, () -> "value")).isEqualTo("value");
    }

    @Test
    void whoRunsOutOfPatienceWorksAlone() throws Exception {
        var finish = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> slow =
                    threads.submit(
                            () ->
                                    cache.get(
                                            "k",
                                            PATIENCE,
                                            () -> {
                                                begun.countDown();
                                                finish.await();
                                                return "slow";
                                            }));
            begun.await();
            assertThat(cache.get("k", Duration.ofMillis(1), () -> "own")).isEqualTo("own");
            finish.countDown();
            assertThat(slow.get()).isEqualTo("slow");
        }
    }
}
