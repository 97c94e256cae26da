package com.xenlixai.scan.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Asks a dependency again and again, on a thread of its own, and answers from memory: whoever asks
/// for health never waits for what may be broken.
final class DependencyWatch implements HealthIndicator, AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /// An answer may be as old as three intervals and a question that took its whole time.
    private static final Duration FRESH = INTERVAL.multipliedBy(4);

    /// A question with a bound on the time that it takes.
    @FunctionalInterface
    interface Question {
        void ask() throws InterruptedException, ExecutionException, TimeoutException;
    }

    private final Question question;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private volatile @Nullable Instant answered;
    private volatile @Nullable String failure;

    DependencyWatch(String name, Question question, Clock clock) {
        this.question = question;
        this.clock = clock;
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("watch-" + name).daemon().factory());
    }

    DependencyWatch begun() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /// Nothing may escape from here: a scheduled task that throws is never run again.
    void ask() {
        try {
            question.ask();
            answered = clock.instant();
            failure = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            failure = nameOf(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | RuntimeException e) {
            failure = nameOf(e);
        }
    }

    @Override
    public Health health() {
        Instant last = answered;
        String reason = failure;
        boolean fresh =
                last != null && Duration.between(last, clock.instant()).compareTo(FRESH) <= 0;
        Health.Builder health = reason == null && fresh ? Health.up() : Health.down();
        if (last != null) {
            health.withDetail("answered", last.toString());
        }
        // The class alone: messages may name addresses and users.
        return (reason == null ? health : health.withDetail("failure", reason)).build();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static String nameOf(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
