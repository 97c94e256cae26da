package com.xenlixai.scan.analyze.speed;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Measured;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Strategy;
import com.xenlixai.scan.runtime.cache.CacheForm;
import com.xenlixai.scan.runtime.cache.CachePlan;
import com.xenlixai.scan.runtime.cache.LayeredCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers measurements, and lets all who ask for the same page at once wait for one measurement.
/// What failed for a passing reason is not remembered. Thread-safe.
public final class CachedSpeedMeter implements SpeedMeter {

    private static final Logger LOG = LoggerFactory.getLogger(CachedSpeedMeter.class);

    /// A page that cannot be measured is tried again sooner than one that can.
    private static final Duration PAGE_FAILURE = Duration.ofMinutes(10);

    /// About the memory of a report.
    private static final int BYTES = 2_000;

    private final SpeedMeter meter;
    private final Clock clock;
    private final Duration timeout;
    private final Duration reserve;
    private final LayeredCache<Measurement> cache;
    private final ExecutorService executor;

    /// @param executor runs measurements, which block
    public CachedSpeedMeter(
            SpeedMeter meter,
            PsiSettings settings,
            Clock clock,
            LayeredCache<Measurement> cache,
            ExecutorService executor) {
        this.meter = meter;
        this.clock = clock;
        this.timeout = settings.timeout();
        this.reserve = settings.reserve();
        this.cache = cache;
        this.executor = executor;
    }

    /// What the cache keeps. That a page cannot be measured is not told to other instances.
    public static CachePlan<Measurement> plan(PsiSettings settings) {
        CacheForm<SpeedReport> reports = CacheForm.of(SpeedReport.class);
        return new CachePlan<>(
                "psi",
                (long) BYTES * settings.cacheEntries(),
                _ -> BYTES,
                measurement -> lifetime(measurement, settings),
                Optional.of(new Form(reports)));
    }

    /// A failure is written as nothing, which others read as nothing and measure for themselves.
    private record Form(CacheForm<SpeedReport> reports) implements CacheForm<Measurement> {

        @Override
        public byte[] write(Measurement measurement) {
            return switch (measurement) {
                case Measured(SpeedReport report) -> reports.write(report);
                case Missing _ -> new byte[0];
            };
        }

        @Override
        public Optional<Measurement> read(byte[] bytes) {
            return reports.read(bytes).map(Measured::new);
        }
    }

    private static Duration lifetime(Measurement measurement, PsiSettings settings) {
        return switch (measurement) {
            case Measured _ -> settings.cacheFor();
            case Missing(Reason reason, String _) ->
                    reason == Reason.PAGE ? PAGE_FAILURE : Duration.ZERO;
        };
    }

    @Override
    public Measurement measure(String url, Strategy strategy, Instant deadline)
            throws InterruptedException {
        Duration left = Duration.between(clock.instant(), deadline).minus(reserve);
        if (!left.isPositive()) {
            return new Missing(Reason.TIMEOUT, "no time left to measure");
        }
        Duration patience = left.compareTo(timeout) < 0 ? left : timeout;
        // The one measurement has its own time: those who wait may leave.
        Future<Measurement> measurement =
                executor.submit(
                        () ->
                                cache.get(
                                        strategy + " " + url,
                                        timeout,
                                        () ->
                                                meter.measure(
                                                        url,
                                                        strategy,
                                                        clock.instant().plus(timeout))));
        try {
            return measurement.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new Missing(Reason.TIMEOUT, "the measurement was not ready in time");
        } catch (ExecutionException bug) {
            LOG.error("measuring failed", bug);
            return new Missing(Reason.UNAVAILABLE, "measuring failed");
        }
    }
}
