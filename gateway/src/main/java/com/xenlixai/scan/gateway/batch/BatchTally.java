package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The counts of one batch: the sum over its parts. Thread-safe; a reader sees counts that belong
/// together.
final class BatchTally {

    /// The rate is that of so long.
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofMillis(500);

    private static final JobStatus[] STATUSES = JobStatus.values();

    private final Map<Integer, Part> parts = new TreeMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long ended;

    private record Sample(Instant at, long ended) {}

    /// One part's counts, as small as can be.
    ///
    /// @param states by {@link JobStatus#ordinal()}
    private record Part(
            long version, long[] states, Map<Cause, Long> causes, @Nullable Instant lastEnd) {

        static Part of(BatchCounts counts) {
            long[] states = new long[STATUSES.length];
            counts.getStates().forEach((name, n) -> states[JobStatus.valueOf(name).ordinal()] = n);
            Map<Cause, Long> causes =
                    counts.getCauses().isEmpty() ? Map.of() : new EnumMap<>(Cause.class);
            counts.getCauses().forEach((name, n) -> causes.put(Cause.valueOf(name), (long) n));
            return new Part(counts.getVersion(), states, causes, counts.getLastEnd());
        }

        long all() {
            return Arrays.stream(states).sum();
        }

        long ended() {
            long ended = 0;
            for (JobStatus status : STATUSES) {
                ended += JobStatuses.isTerminal(status) ? states[status.ordinal()] : 0;
            }
            return ended;
        }
    }

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
        Part known = parts.get(part.getPart());
        if (known != null && known.version() >= part.getVersion()) {
            return false;
        }
        parts.put(part.getPart(), Part.of(part));
        ended = parts.values().stream().mapToLong(Part::ended).sum();
        sample(now);
        return true;
    }

    /// What all parts add up to.
    synchronized Counts counts(Instant now) {
        Map<JobStatus, Long> states = new EnumMap<>(JobStatus.class);
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        Instant lastEnd = null;
        for (Part part : parts.values()) {
            for (JobStatus status : STATUSES) {
                long count = part.states()[status.ordinal()];
                if (count != 0) {
                    states.merge(status, count, Long::sum);
                }
            }
            part.causes().forEach((cause, n) -> causes.merge(cause, n, Long::sum));
            Instant end = part.lastEnd();
            if (end != null && (lastEnd == null || end.isAfter(lastEnd))) {
                lastEnd = end;
            }
        }
        return new Counts(states, causes, lastEnd, rate(now));
    }

    /// Whether all jobs that are known have ended.
    synchronized boolean isOver() {
        return parts.values().stream().allMatch(part -> part.ended() == part.all());
    }

    /// A part was forgotten.
    ///
    /// @return whether nothing is left
    synchronized boolean remove(int part) {
        parts.remove(part);
        return parts.isEmpty();
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
