package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.gateway.job.JobMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The counts of one batch: the sum over its parts. Thread-safe; a reader sees counts that belong
/// together.
final class BatchTally {

    static final Counts NONE = new Counts(Map.of(), Map.of(), null, 0);

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(500);

    private final Map<Integer, BatchCounts> parts = new TreeMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
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

    /// What one part of the batch adds up to. An older version than the known one changes nothing.
    ///
    /// @return whether it was news
    synchronized boolean put(BatchCounts part, Instant now) {
        BatchCounts known = parts.get(part.getPart());
        if (known != null && known.getVersion() >= part.getVersion()) {
            return false;
        }
        parts.put(part.getPart(), part);
        ended = parts.values().stream().mapToLong(BatchTally::ended).sum();
        sample(now);
        return true;
    }

    /// What all parts add up to.
    synchronized Counts counts(Instant now) {
        Map<JobStatus, Long> states = new EnumMap<>(JobStatus.class);
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        Instant lastEnd = null;
        for (BatchCounts part : parts.values()) {
            part.getStates()
                    .forEach(
                            (name, n) ->
                                    states.merge(JobStatus.valueOf(name), (long) n, Long::sum));
            part.getCauses()
                    .forEach((name, n) -> causes.merge(Cause.valueOf(name), (long) n, Long::sum));
            Instant end = part.getLastEnd();
            if (end != null && (lastEnd == null || end.isAfter(lastEnd))) {
                lastEnd = end;
            }
        }
        return new Counts(states, causes, lastEnd, rate(now));
    }

    /// A part was forgotten.
    ///
    /// @return whether nothing is left
    synchronized boolean remove(int part) {
        parts.remove(part);
        return parts.isEmpty();
    }

    private static long ended(BatchCounts part) {
        return part.getStates().entrySet().stream()
                .filter(state -> JobMachine.isTerminal(JobStatus.valueOf(state.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void sample(Instant now) {
        Sample last = samples.peekLast();
        if (last == null || Duration.between(last.at(), now).compareTo(STEP) >= 0) {
            samples.addLast(new Sample(now, ended));
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
