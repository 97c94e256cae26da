package com.xenlixai.scan.bench.witness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What the checker counted. All counts but `accepted`, `uncertain` and the amplification must be
/// 0; the names are those of the invariants in docs/reliability.md.
///
/// @param accepted POSTs that were answered with 202
/// @param uncertain POSTs whose outcome the client could not know
/// @param faults count by name of the invariant's breach, zeros included
/// @param amplification fetches at the site by fetches that were needed
public record Verdict(
        int accepted, int uncertain, Map<String, Integer> faults, double amplification) {

    public Verdict {
        faults = new LinkedHashMap<>(faults);
    }

    /// Whether every promise was kept.
    public boolean clean() {
        return faults.values().stream().allMatch(count -> count == 0);
    }

    /// The same without a count that says nothing where it was taken.
    public Verdict without(String fault) {
        Map<String, Integer> others = new LinkedHashMap<>(faults);
        if (others.remove(fault) == null) {
            throw new IllegalArgumentException("no such count: " + fault);
        }
        return new Verdict(accepted, uncertain, others, amplification);
    }

    @Override
    public String toString() {
        return "accepted=%d uncertain=%d %s amplification=%.3f"
                .formatted(
                        accepted,
                        uncertain,
                        faults.entrySet().stream()
                                .map(fault -> fault.getKey() + "=" + fault.getValue())
                                .collect(Collectors.joining(" ")),
                        amplification);
    }
}
