package com.xenlixai.scan.gateway.pipeline;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks at the broker at a fixed interval, on a thread of its own. When a look fails the figures
/// are taken away rather than left standing, and only their age grows.
final class LagSampler implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LagSampler.class);

    private final BrokerOffsets offsets;
    private final LagHistory history;
    private final LagGauges gauges;
    private final Timer duration;
    private final Duration interval;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("lag-sampler").daemon().factory());

    private volatile @Nullable ScheduledFuture<?> running;
    private boolean failing;

    LagSampler(
            BrokerOffsets offsets,
            LagHistory history,
            LagGauges gauges,
            Timer duration,
            Duration interval) {
        this.offsets = offsets;
        this.history = history;
        this.gauges = gauges;
        this.duration = duration;
        this.interval = interval;
    }

    @Override
    public void start() {
        running =
                thread.scheduleWithFixedDelay(
                        this::lookAndTell, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Nothing may escape from here: a scheduled task that throws is never run again.
    private void lookAndTell() {
        long start = System.nanoTime();
        try {
            Sample sample = offsets.sample();
            history.add(sample);
            gauges.show(sample, history);
            failing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            failed(e);
        } catch (RuntimeException e) {
            LOG.error("the lag sampler has a defect", e);
            gauges.clear();
        } finally {
            duration.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private void failed(Exception failure) {
        gauges.clear();
        if (!failing) {
            LOG.warn("The broker's offsets cannot be read: {}", failure.toString());
        }
        failing = true;
    }

    @Override
    public void stop() {
        ScheduledFuture<?> task = running;
        if (task != null) {
            task.cancel(false);
        }
        running = null;
        thread.shutdown();
        try {
            if (thread.awaitTermination(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                offsets.close();
            } else {
                LOG.warn("The lag sampler did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
