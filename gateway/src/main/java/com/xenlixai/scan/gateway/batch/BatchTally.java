package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The counts of one batch. Thread-safe; a reader sees counts that belong together.
final class BatchTally {

    static final Counts NONE = new Counts(Map.of(), Map.of(), null, 0);

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(500);

    private final Map<JobStatus, Long> states = new EnumMap<>(JobStatus.class);
    private final Map<Cause, Long> causes = new EnumMap<>(Cause.class);
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Instant lastEnd;
    private long ended;

    private record Sample(Instant at, long ended) {}

    /// Counts at one moment.
    ///
    /// @param lastEnd when the last job so far ended
    /// @param ratePerSecond jobs that ended per second, over the last half minute
    record Counts(
            Map<JobStatus, Long> states,
            Map<Cause, Long> causes,
            @Nullable Instant lastEnd,
            double ratePerSecond) {

        Counts {
            states = Map.copyOf(states);
            causes = Map.copyOf(causes);
        }

        long of(JobStatus status) {
            return states.getOrDefault(status, 0L);
        }

        long seen() {
            return states.values().stream().mapToLong(Long::longValue).sum();
        }

        long ended() {
            return of(JobStatus.FULL_READY) + of(JobStatus.FAILED) + of(JobStatus.CANCELLED);
        }

        long live() {
            return seen() - ended();
        }
    }

    synchronized void remove(JobStatus status) {
        states.merge(status, -1L, Long::sum);
    }

    synchronized void add(
            JobStatus status, @Nullable Cause cause, @Nullable Instant finishedAt, Instant now) {
        states.merge(status, 1L, Long::sum);
        if (cause != null) {
            causes.merge(cause, 1L, Long::sum);
        }
        if (finishedAt != null) {
            lastEnd = lastEnd == null || finishedAt.isAfter(lastEnd) ? finishedAt : lastEnd;
            ended++;
            sample(now);
        }
    }

    synchronized Counts counts(Instant now) {
        return new Counts(states, causes, lastEnd, rate(now));
    }

    private void sample(Instant now) {
        Sample last = samples.peekLast();
        if (last == null || Duration.between(last.at(), now).compareTo(STEP) >= 0) {
            samples.addLast(new Sample(now, ended - 1));
            Sample first = samples.peekFirst();
            while (first != null && first.at().isBefore(now.minus(WINDOW))) {
                samples.removeFirst();
                first = samples.peekFirst();
            }
        }
    }

    private double rate(Instant now) {
        for (Sample sample : samples) {
            Duration age = Duration.between(sample.at(), now);
            if (age.compareTo(WINDOW) <= 0) {
                double seconds = Math.max(STEP.toMillis(), age.toMillis()) / 1000.0;
                return (ended - sample.ended()) / seconds;
            }
        }
        return 0;
    }
}
