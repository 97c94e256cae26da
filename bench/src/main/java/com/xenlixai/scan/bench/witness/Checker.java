package com.xenlixai.scan.bench.witness;

import com.xenlixai.scan.bench.witness.Sighting.BatchAccepted;
import com.xenlixai.scan.bench.witness.Sighting.BatchPolled;
import com.xenlixai.scan.bench.witness.Sighting.DeadLettered;
import com.xenlixai.scan.bench.witness.Sighting.Fetched;
import com.xenlixai.scan.bench.witness.Sighting.JobTold;
import com.xenlixai.scan.bench.witness.Sighting.Metered;
import com.xenlixai.scan.bench.witness.Sighting.Poisoned;
import com.xenlixai.scan.bench.witness.Sighting.Polled;
import com.xenlixai.scan.bench.witness.Sighting.PostOutcome;
import com.xenlixai.scan.bench.witness.Sighting.Posted;
import com.xenlixai.scan.bench.witness.Sighting.ReportRead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Judges a run from the witness's records alone. Source of the invariants: docs/reliability.md.
public final class Checker {

    private static final List<String> LADDER = List.of("QUEUED", "RUNNING", "TEASER_READY");
    private static final Set<String> TERMINAL = Set.of("FULL_READY", "FAILED", "CANCELLED");

    private final List<Posted> posts;
    private final Map<String, List<Polled>> polls;
    private final Map<String, List<JobTold>> told;
    private final List<Fetched> fetches;
    private final List<ReportRead> reads;
    private final Set<String> accepted;
    private final Map<Long, Set<String>> idsByNumber = new HashMap<>();
    private final BatchChecks batches;
    private final List<Poisoned> poisoned;
    private final List<DeadLettered> deadLetters;
    private final List<Metered> meters;

    private Checker(List<Sighting> sightings) {
        posts = only(sightings, Posted.class);
        polls = byScan(only(sightings, Polled.class), Polled::scanId);
        told = byScan(only(sightings, JobTold.class), JobTold::scanId);
        fetches = only(sightings, Fetched.class);
        reads = only(sightings, ReportRead.class);
        batches =
                new BatchChecks(
                        only(sightings, BatchAccepted.class),
                        only(sightings, BatchPolled.class),
                        only(sightings, JobTold.class));
        poisoned = only(sightings, Poisoned.class);
        deadLetters = only(sightings, DeadLettered.class);
        meters = only(sightings, Metered.class);
        accepted = new HashSet<>();
        for (Posted post : posts) {
            if (post.outcome() == PostOutcome.OK && post.scanId() != null) {
                accepted.add(post.scanId());
                idsByNumber.computeIfAbsent(post.number(), _ -> new HashSet<>()).add(post.scanId());
            }
        }
    }

    /// The counts of a finished run.
    public static Verdict check(List<Sighting> sightings) {
        return new Checker(sightings).verdict();
    }

    private Verdict verdict() {
        Map<String, Integer> faults = new LinkedHashMap<>();
        faults.put("lost", count(accepted, id -> terminals(id).isEmpty()) + batches.lost());
        faults.put("contradicted", count(seen(), id -> terminals(id).size() > 1));
        faults.put("reopened", count(polls.keySet(), this::reopened));
        faults.put("dupAccept", count(idsByNumber.keySet(), this::acceptedTwice));
        faults.put("phantom", count(told.keySet(), this::phantom));
        faults.put("nonMonotone", polls.values().stream().mapToInt(Checker::backwards).sum());
        faults.put("404AfterAccept", badPolls(poll -> poll.http() == 404 || poll.http() == 410));
        faults.put("badPoll", badPolls(poll -> !wellFormed(poll)));
        faults.put("disorder", count(told.keySet(), this::disordered));
        faults.put("toldTwice", count(told.keySet(), this::terminalToldTwice));
        faults.put("unreadable", unreadable());
        faults.put("counterMismatch", batches.mismatches());
        faults.put("counterBackwards", batches.backwards());
        faults.put("poison", poisonAstray());
        faults.put("metrics", (int) meters.stream().filter(m -> m.told() != m.counted()).count());
        int uncertain =
                (int) posts.stream().filter(post -> post.outcome() == PostOutcome.INFO).count();
        return new Verdict(
                accepted.size() + batches.acceptedScans(), uncertain, faults, amplification());
    }

    /// I2: all terminal states that anyone saw of a scan, in polls or in the topic.
    private Set<String> terminals(String id) {
        Set<String> states = new HashSet<>();
        for (Polled poll : polls.getOrDefault(id, List.of())) {
            if (poll.status() != null && TERMINAL.contains(poll.status())) {
                states.add(poll.status());
            }
        }
        for (JobTold job : told.getOrDefault(id, List.of())) {
            if (TERMINAL.contains(job.status())) {
                states.add(job.status());
            }
        }
        return states;
    }

    private Set<String> seen() {
        Set<String> ids = new HashSet<>(polls.keySet());
        ids.addAll(told.keySet());
        return ids;
    }

    /// I2: a state that is not terminal, in a poll that began after one had ended with a terminal.
    private boolean reopened(String id) {
        long terminalSince = Long.MAX_VALUE;
        for (Polled poll : polls.getOrDefault(id, List.of())) {
            if (poll.status() != null && TERMINAL.contains(poll.status())) {
                terminalSince = Math.min(terminalSince, poll.endedAt());
            }
        }
        long since = terminalSince;
        return polls.getOrDefault(id, List.of()).stream()
                .anyMatch(
                        poll ->
                                poll.status() != null
                                        && !TERMINAL.contains(poll.status())
                                        && poll.startedAt() > since);
    }

    /// I3: one Idempotency-Key must be one scan.
    private boolean acceptedTwice(Long number) {
        return idsByNumber.getOrDefault(number, Set.of()).size() > 1;
    }

    /// I4 and I5: of two polls that did not overlap, on whichever gateway, the later one shows
    /// nothing older.
    private static int backwards(List<Polled> ofOneScan) {
        List<Polled> answered = ofOneScan.stream().filter(poll -> poll.status() != null).toList();
        List<Polled> byStart = new ArrayList<>(answered);
        byStart.sort(Comparator.comparingLong(Polled::startedAt));
        List<Polled> byEnd = new ArrayList<>(answered);
        byEnd.sort(Comparator.comparingLong(Polled::endedAt));
        int breaches = 0;
        int ended = 0;
        long version = -1;
        int rank = -1;
        int progress = -1;
        for (Polled poll : byStart) {
            while (ended < byEnd.size() && byEnd.get(ended).endedAt() < poll.startedAt()) {
                Polled earlier = byEnd.get(ended++);
                version = Math.max(version, earlier.version());
                rank = Math.max(rank, rank(earlier));
                progress = Math.max(progress, earlier.progress());
            }
            boolean older =
                    rank(poll) < rank
                            || poll.progress() < progress
                            || (poll.version() >= 0 && poll.version() < version);
            breaches += older ? 1 : 0;
        }
        return breaches;
    }

    private static int rank(Polled poll) {
        return rank(Objects.requireNonNull(poll.status()));
    }

    private static int rank(String status) {
        int rung = LADDER.indexOf(status);
        return rung < 0 ? LADDER.size() : rung;
    }

    private int badPolls(java.util.function.Predicate<Polled> bad) {
        return (int) polls.values().stream().flatMap(List::stream).filter(bad).count();
    }

    /// I7: an answer is a state, or says when to come back. No answer at all is a killed gateway.
    private static boolean wellFormed(Polled poll) {
        return switch (poll.http()) {
            case 0, 304, 404, 410 -> true;
            case 200 -> poll.status() != null;
            case 429, 503 -> poll.retryAfter();
            default -> false;
        };
    }

    /// The arbiter's terminal verdict must stand: no second one with another version.
    private boolean terminalToldTwice(String id) {
        return told.getOrDefault(id, List.of()).stream()
                        .filter(job -> TERMINAL.contains(job.status()))
                        .map(JobTold::version)
                        .distinct()
                        .count()
                > 1;
    }

    /// I3: a job that nobody was told of, neither alone nor as part of a batch.
    private boolean phantom(String id) {
        return !accepted.contains(id)
                && told.getOrDefault(id, List.of()).stream()
                        .noneMatch(
                                job ->
                                        job.batchId() != null
                                                && batches.ids().contains(job.batchId()));
    }

    /// I12: the topic tells of a scan in the order of its versions, and never a lower rung.
    private boolean disordered(String id) {
        List<JobTold> inOrder = new ArrayList<>(told.getOrDefault(id, List.of()));
        inOrder.sort(Comparator.comparingLong(JobTold::offset));
        for (int i = 1; i < inOrder.size(); i++) {
            JobTold earlier = inOrder.get(i - 1);
            JobTold later = inOrder.get(i);
            if (later.version() < earlier.version()
                    || rank(later.status()) < rank(earlier.status())) {
                return true;
            }
        }
        return false;
    }

    /// I13: each poison record becomes one dead letter, and nothing else does.
    private int poisonAstray() {
        List<List<Object>> in =
                poisoned.stream()
                        .map(p -> List.<Object>of(p.topic(), p.partition(), p.offset()))
                        .toList();
        List<List<Object>> out =
                deadLetters.stream()
                        .map(d -> List.<Object>of(d.topic(), d.partition(), d.offset()))
                        .toList();
        Set<List<Object>> missing = new HashSet<>(in);
        missing.removeAll(out);
        Set<List<Object>> foreign = new HashSet<>(out);
        foreign.removeAll(in);
        int repeated = out.size() - new HashSet<>(out).size();
        return missing.size() + foreign.size() + repeated;
    }

    /// I10: a report that was told ready can be read, again and again, byte for byte.
    private int unreadable() {
        Map<String, Set<String>> contents = new HashMap<>();
        int failed = 0;
        for (ReportRead read : reads) {
            if (read.http() != 200 || read.sha256() == null) {
                failed++;
            } else {
                contents.computeIfAbsent(read.scanId(), _ -> new HashSet<>()).add(read.sha256());
            }
        }
        Set<String> readIds = reads.stream().map(ReportRead::scanId).collect(Collectors.toSet());
        int notRead =
                count(
                        accepted,
                        id -> terminals(id).equals(Set.of("FULL_READY")) && !readIds.contains(id));
        int changed = (int) contents.values().stream().filter(shas -> shas.size() > 1).count();
        return failed + notRead + changed;
    }

    /// I11: a crash may repeat what was in flight, but not more.
    private double amplification() {
        long needed = fetches.stream().map(Fetched::number).distinct().count();
        return needed == 0 ? 1 : (double) fetches.size() / needed;
    }

    private static <T> int count(Set<T> all, java.util.function.Predicate<T> breach) {
        return (int) all.stream().filter(breach).count();
    }

    private static <T> List<T> only(List<Sighting> sightings, Class<T> type) {
        return sightings.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> Map<String, List<T>> byScan(List<T> all, Function<T, String> scanId) {
        return all.stream().collect(Collectors.groupingBy(scanId));
    }
}
