package com.xenlixai.scan.bench.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What was seen of a batch's counters, and what is wrong with it. Thread-safe.
final class BatchWitness {

    private static final List<String> TERMINAL = List.of("FULL_READY", "FAILED", "CANCELLED");

    private final List<Seen> seen = new ArrayList<>();
    private int silent;
    private int bad;

    private record Seen(long begin, long end, Map<String, Long> counts, long total) {

        long ended(String state) {
            return counts.getOrDefault(state, 0L);
        }
    }

    /// How many answers break which promise.
    ///
    /// @param silent connections that broke: a killed gateway, no breach
    /// @param bad answers that are neither counters nor 503 with Retry-After
    /// @param mismatch counters that do not add up to the total, or are negative
    /// @param backwards counters of ended scans, or a total, that are less than in an answer which
    ///     had ended before
    record Breaches(int answers, int silent, int bad, int mismatch, int backwards) {

        boolean none() {
            return bad == 0 && mismatch == 0 && backwards == 0;
        }
    }

    synchronized void saw(BalancedClient.Answer answer) {
        if (answer.status() == 200) {
            JsonNode batch = answer.json();
            Map<String, Long> counts = new TreeMap<>();
            batch.path("counts")
                    .properties()
                    .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
            seen.add(
                    new Seen(answer.begin(), answer.end(), counts, batch.path("total").asLong(-1)));
        } else if (answer.status() == 0) {
            silent++;
        } else if (answer.status() != 503 || !answer.hasRetryAfter()) {
            bad++;
        }
    }

    synchronized Breaches breaches() {
        int mismatch = 0;
        for (Seen one : seen) {
            long sum = one.counts().values().stream().mapToLong(Long::longValue).sum();
            boolean negative = one.counts().values().stream().anyMatch(count -> count < 0);
            mismatch += sum != one.total() || negative ? 1 : 0;
        }
        return new Breaches(seen.size(), silent, bad, mismatch, backwards());
    }

    private int backwards() {
        List<Seen> byBegin = sorted(Comparator.comparingLong(Seen::begin));
        List<Seen> byEnd = sorted(Comparator.comparingLong(Seen::end));
        Map<String, Long> highest = new TreeMap<>();
        long total = 0;
        int ended = 0;
        int breaches = 0;
        for (Seen one : byBegin) {
            while (ended < byEnd.size() && byEnd.get(ended).end() < one.begin()) {
                Seen earlier = byEnd.get(ended++);
                TERMINAL.forEach(state -> highest.merge(state, earlier.ended(state), Math::max));
                total = Math.max(total, earlier.total());
            }
            boolean back = one.total() < total;
            for (String state : TERMINAL) {
                back |= one.ended(state) < highest.getOrDefault(state, 0L);
            }
            breaches += back ? 1 : 0;
        }
        return breaches;
    }

    private List<Seen> sorted(Comparator<Seen> order) {
        return seen.stream().sorted(order).toList();
    }
}
