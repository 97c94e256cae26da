package com.xenlixai.scan.bench.witness;

import com.xenlixai.scan.bench.witness.Sighting.BatchAccepted;
import com.xenlixai.scan.bench.witness.Sighting.BatchPolled;
import com.xenlixai.scan.bench.witness.Sighting.JobTold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What must hold of batches: counts that add up, never fall, and in the end equal the jobs.
final class BatchChecks {

    private static final Set<String> TERMINAL = Set.of("FULL_READY", "FAILED", "CANCELLED");

    private final List<BatchAccepted> accepted;
    private final Map<String, List<BatchPolled>> polls;

    /// The end of each job that the topic tells of, by batch.
    private final Map<String, Map<String, String>> ends = new HashMap<>();

    BatchChecks(List<BatchAccepted> accepted, List<BatchPolled> polls, List<JobTold> told) {
        this.accepted = accepted;
        this.polls = polls.stream().collect(Collectors.groupingBy(BatchPolled::batchId));
        for (JobTold job : told) {
            if (job.batchId() != null && TERMINAL.contains(job.status())) {
                ends.computeIfAbsent(job.batchId(), _ -> new HashMap<>())
                        .put(job.scanId(), job.status());
            }
        }
    }

    Set<String> ids() {
        return accepted.stream().map(BatchAccepted::batchId).collect(Collectors.toSet());
    }

    int acceptedScans() {
        return accepted.stream().mapToInt(BatchAccepted::accepted).sum();
    }

    /// I1: scans of accepted batches that the topic never told the end of.
    int lost() {
        return accepted.stream()
                .mapToInt(batch -> Math.max(0, batch.accepted() - endsOf(batch).size()))
                .sum();
    }

    /// I8: answers whose counts do not add up, and batches whose last counts are not their jobs.
    int mismatches() {
        long odd = polls.values().stream().flatMap(List::stream).filter(BatchChecks::isOdd).count();
        return (int) odd + (int) accepted.stream().filter(this::differsInTheEnd).count();
    }

    /// I9: of two polls that did not overlap, on whichever gateway, the later one counts no less.
    int backwards() {
        return polls.values().stream().mapToInt(BatchChecks::backwards).sum();
    }

    private static boolean isOdd(BatchPolled poll) {
        return !poll.counts().isEmpty()
                && (poll.counts().values().stream().anyMatch(count -> count < 0)
                        || poll.total() != poll.counts().values().stream().mapToLong(n -> n).sum());
    }

    private boolean differsInTheEnd(BatchAccepted batch) {
        BatchPolled last =
                polls.getOrDefault(batch.batchId(), List.of()).stream()
                        .filter(BatchPolled::finished)
                        .max(Comparator.comparingLong(BatchPolled::endedAt))
                        .orElse(null);
        if (last == null) {
            return true;
        }
        Map<String, Long> told =
                endsOf(batch).values().stream()
                        .collect(Collectors.groupingBy(end -> end, Collectors.counting()));
        return last.total() != batch.accepted()
                || TERMINAL.stream()
                        .anyMatch(
                                state ->
                                        !Objects.equals(
                                                last.counts().getOrDefault(state, 0L),
                                                told.getOrDefault(state, 0L)));
    }

    private Map<String, String> endsOf(BatchAccepted batch) {
        return ends.getOrDefault(batch.batchId(), Map.of());
    }

    private static int backwards(List<BatchPolled> ofOneBatch) {
        List<BatchPolled> byStart =
                new ArrayList<>(
                        ofOneBatch.stream().filter(poll -> !poll.counts().isEmpty()).toList());
        byStart.sort(Comparator.comparingLong(BatchPolled::startedAt));
        int breaches = 0;
        for (BatchPolled later : byStart) {
            boolean less =
                    byStart.stream()
                            .filter(earlier -> earlier.endedAt() < later.startedAt())
                            .anyMatch(earlier -> countsLess(later, earlier));
            breaches += less ? 1 : 0;
        }
        return breaches;
    }

    private static boolean countsLess(BatchPolled later, BatchPolled earlier) {
        return later.total() < earlier.total()
                || TERMINAL.stream()
                        .anyMatch(
                                state ->
                                        later.counts().getOrDefault(state, 0L)
                                                < earlier.counts().getOrDefault(state, 0L));
    }
}
