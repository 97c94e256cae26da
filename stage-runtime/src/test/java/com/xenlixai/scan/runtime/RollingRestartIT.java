package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.runtime.StageHarness.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.local.embedded.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Three instances under load, stopped and started one after the other.
class RollingRestartIT {

    private static final int RECORDS = Integer.getInteger("xenlix.test.records", 6_000);

    /// Three instances with eight places run some 400 of these a second.
    private static final Duration PATIENCE =
            Duration.ofMinutes(2).plus(Duration.ofMillis(10L * RECORDS));

    private static final StageSettings SETTINGS = settings("max-in-flight", "8");

    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> ends = new ConcurrentLinkedQueue<>();

    private Outcome work(CrawlRequest request, StepContext context) throws InterruptedException {
        String scan = request.getOrder().getScanId();
        runs.computeIfAbsent(scan, _ -> new AtomicInteger()).incrementAndGet();
        // Mostly short, now and then longer than a rebalance waits.
        Thread.sleep(scan.hashCode() % 100 == 0 ? 2_000 : 20 + Math.abs(scan.hashCode() % 40));
        ends.add(System.nanoTime());
        return Outcome.Done.of();
    }

    private StageEngine start(StageHarness stage) {
        return stage.start(stage.definition, this::work, SETTINGS, new SimpleMeterRegistry());
    }

    @Test
    void rollingRestartLosesNothingRepeatsLittleAndNeverStopsTheFlow() throws Exception {
        try (StageHarness stage =
                new StageHarness(TestKafka.shared().bootstrapServers(), "rolling")) {
            var random = new SplittableRandom(11);
            for (int i = 0; i < RECORDS; i++) {
                Lane lane = random.nextInt(10) == 0 ? Lane.INTERACTIVE : Lane.BATCH;
                stage.scan(lane, "rolling-" + i);
            }
            stage.flush();
            List<StageEngine> instances = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                instances.add(start(stage));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> instances.stream().allMatch(i -> i.assigned() > 0));
            List<Duration> stops = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int before = ends.size();
                await().atMost(Duration.ofSeconds(60)).until(() -> ends.size() > before + 200);
                long begin = System.nanoTime();
                instances.get(i).stop();
                stops.add(Duration.ofNanos(System.nanoTime() - begin));
                StageEngine fresh = start(stage);
                instances.set(i, fresh);
                await().atMost(Duration.ofSeconds(60)).until(() -> fresh.assigned() > 0);
            }
            await().atMost(PATIENCE).until(() -> stage.lag() == 0);

            Set<String> finished = new HashSet<>();
            for (StatusEvent event : stage.statuses()) {
                if (event.getKind() == StatusKind.STAGE_FINISHED
                        && event.getScanId().startsWith("rolling-")) {
                    finished.add(event.getScanId());
                }
            }
            assertThat(finished).hasSize(RECORDS);
            int started = runs.values().stream().mapToInt(AtomicInteger::get).sum();
            Duration gap = longestGap();
            System.out.printf(
                    "rolling restart: %d records, %d runs (%.3f), longest gap %d ms, stops %s%n",
                    RECORDS, started, (double) started / RECORDS, gap.toMillis(), stops);
            assertThat(started).isLessThan(RECORDS + RECORDS / 20);
            assertThat(gap).isLessThan(Duration.ofSeconds(5));
            assertThat(stops).allMatch(stop -> stop.compareTo(Duration.ofSeconds(15)) < 0);
        }
    }

    private Duration longestGap() {
        List<Long> times = ends.stream().sorted().toList();
        long longest = 0;
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return Duration.ofNanos(longest);
    }
}
