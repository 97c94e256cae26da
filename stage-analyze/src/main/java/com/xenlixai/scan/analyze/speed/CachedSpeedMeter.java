package com.xenlixai.scan.analyze.speed;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Measured;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.contract.event.Strategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
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

    private final SpeedMeter meter;
    private final Clock clock;
    private final Duration timeout;
    private final Duration reserve;
    private final AsyncCache<Key, Measurement> cache;

    /// @param executor runs measurements, which block
    public CachedSpeedMeter(
            SpeedMeter meter, PsiSettings settings, Clock clock, Ticker ticker, Executor executor) {
        this.meter = meter;
        this.clock = clock;
        this.timeout = settings.timeout();
        this.reserve = settings.reserve();
        this.cache =
                Caffeine.newBuilder()
                        .maximumSize(settings.cacheEntries())
                        .expireAfter(
                                Expiry.<Key, Measurement>creating(
                                        (_, measurement) -> lifetime(measurement, settings)))
                        .ticker(ticker)
                        .executor(executor)
                        .buildAsync();
    }

    private record Key(String url, Strategy strategy) {}

    private static Duration lifetime(Measurement measurement, PsiSettings settings) {
        return switch (measurement) {
            case Measured _ -> settings.cacheFor();
            case Missing(Reason reason, String _) ->
                    reason == Reason.PAGE ? PAGE_FAILURE : Duration.ofNanos(1);
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
        Key key = new Key(url, strategy);
        CompletableFuture<Measurement> measurement =
                cache.get(key, asked -> measured(asked, clock.instant().plus(timeout)));
        try {
            return measurement.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new Missing(Reason.TIMEOUT, "the measurement was not ready in time");
        } catch (ExecutionException bug) {
            LOG.error("measuring failed", bug);
            return new Missing(Reason.UNAVAILABLE, "measuring failed");
        }
    }

    /// Runs on the cache's executor. The one measurement has its own time: those who wait may leave.
    private Measurement measured(Key key, Instant until) {
        try {
            return meter.measure(key.url, key.strategy, until);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Missing(Reason.UNAVAILABLE, "stopping");
        }
    }
}
