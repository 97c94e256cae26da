package com.xenlixai.scan.analyze.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Measured;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Reason;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Strategy;
import com.xenlixai.scan.runtime.cache.CacheStore;
import com.xenlixai.scan.runtime.cache.LayeredCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedSpeedMeterTest {

    private static final String URL = "https://shop.example/";
    private static final SpeedReport REPORT =
            SpeedReport.newBuilder().setScore(80.0).setMeasuredAt(Instant.EPOCH).build();

    private final MovingClock clock = new MovingClock(Instant.parse("2026-05-04T10:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void allWhoAskAtOnceShareOneMeasurement() throws InterruptedException, ExecutionException {
        CountDownLatch answer = new CountDownLatch(1);
        SpeedMeter meter =
                cached(
                        (_, _, _) -> {
                            asked.incrementAndGet();
                            answer.await();
                            return new Measured(REPORT);
                        });
        List<Future<Measurement>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(executor.submit(() -> meter.measure(URL, Strategy.MOBILE, in(200))));
        }
        answer.countDown();
        for (Future<Measurement> one : waiting) {
            assertThat(one.get()).isEqualTo(new Measured(REPORT));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aMeasurementIsGoodForAnHourAndForItsStrategy() throws InterruptedException {
        SpeedMeter meter = cached(counting(new Measured(REPORT)));
        meter.measure(URL, Strategy.MOBILE, in(200));
        meter.measure(URL, Strategy.MOBILE, in(200));
        assertThat(asked).hasValue(1);
        meter.measure(URL, Strategy.DESKTOP, in(200));
        assertThat(asked).hasValue(2);
        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        meter.measure(URL, Strategy.MOBILE, in(200));
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatMayPassIsNotRemembered() throws InterruptedException {
        SpeedMeter meter = cached(counting(new Missing(Reason.UNAVAILABLE, "busy")));
        meter.measure(URL, Strategy.MOBILE, in(200));
        nanos.incrementAndGet();
        meter.measure(URL, Strategy.MOBILE, in(200));
        assertThat(asked).hasValue(2);
    }

    @Test
    void aSlowMeasurementHoldsUpNobodyBeyondTheirDeadline() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        SpeedMeter meter =
                cached(
                        (_, _, _) -> {
                            never.await();
                            return new Measured(REPORT);
                        });
        Measurement measurement =
                meter.measure(URL, Strategy.MOBILE, clock.instant().plusMillis(30_050));
        assertThat(((Missing) measurement).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void withoutTimeLeftNobodyIsAsked() throws InterruptedException {
        SpeedMeter meter = cached(counting(new Measured(REPORT)));
        Measurement measurement = meter.measure(URL, Strategy.MOBILE, in(29));
        assertThat(((Missing) measurement).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aBugInTheMeterIsAMissingMeasurement() throws InterruptedException {
        SpeedMeter meter =
                cached(
                        (_, _, _) -> {
                            throw new IllegalStateException("bug");
                        });
        assertThat(((Missing) meter.measure(URL, Strategy.MOBILE, in(200))).reason())
                .isEqualTo(Reason.UNAVAILABLE);
    }

    private Instant in(int seconds) {
        return clock.instant().plusSeconds(seconds);
    }

    private SpeedMeter counting(Measurement answer) {
        return (_, _, _) -> {
            asked.incrementAndGet();
            return answer;
        };
    }

    private SpeedMeter cached(SpeedMeter meter) {
        PsiSettings settings = settings("http://127.0.0.1");
        LayeredCache<Measurement> cache =
                new LayeredCache<>(
                        CachedSpeedMeter.plan(settings),
                        CacheStore.off(),
                        new SimpleMeterRegistry(),
                        nanos::get);
        return new CachedSpeedMeter(meter, settings, clock, cache, executor);
    }

    static PsiSettings settings(String baseUrl) {
        return new PsiSettings(
                true,
                URI.create(baseUrl),
                "k",
                Duration.ofSeconds(120),
                2,
                240,
                25_000,
                2,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                100);
    }
}
