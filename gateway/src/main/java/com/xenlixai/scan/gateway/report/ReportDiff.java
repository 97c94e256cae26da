package com.xenlixai.scan.gateway.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.xenlixai.scan.gateway.report.ReportDocument.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What changed between two reports. Findings are the same when their fingerprints are, whatever
/// their wording.
///
/// @param samePage whether both are of the very same answer of the server, one of them run again
/// @param sameRuleset whether both were judged by the same checks and weights
/// @param fresh findings that only the later report has
/// @param fixed findings that only the earlier one has
/// @param persisting findings that both have alike
/// @param changed findings that both have, with another outcome, value or loss
record ReportDiff(
        Side before,
        Side after,
        Movement score,
        boolean samePage,
        boolean sameRuleset,
        @JsonProperty("new") List<Change> fresh,
        List<Change> fixed,
        List<Change> persisting,
        List<Change> changed) {

    /// One of the two reports.
    record Side(
            String scanId, String url, Instant fetchedAt, @Nullable Double score, String checks) {

        private static Side of(ReportDocument report) {
            return new Side(
                    report.scanId(),
                    report.url(),
                    report.fetchedAt(),
                    report.score(),
                    report.versions().checks());
        }
    }

    /// How the score moved, and why. The page has moved what it would have moved under the earlier
    /// ruleset; the rest is the ruleset's doing. See {@link ScoreMovement}.
    ///
    /// @param delta absent when one of the pages was not judged
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Movement(@Nullable Double delta, @Nullable Double byPage, @Nullable Double byRuleset) {}

    /// One finding.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            String id,
            String category,
            String severity,
            String title,
            @Nullable String before,
            @Nullable String after,
            @Nullable Double pointsBefore,
            @Nullable Double pointsAfter) {

        private static Change of(@Nullable Check before, @Nullable Check after) {
            Check told = Objects.requireNonNull(after == null ? before : after);
            return new Change(
                    told.id(),
                    told.category(),
                    told.severity(),
                    told.title(),
                    before == null ? null : verdict(before),
                    after == null ? null : verdict(after),
                    before == null ? null : before.pointsLost(),
                    after == null ? null : after.pointsLost());
        }

        private static String verdict(Check check) {
            return check.value() == null ? check.outcome() : check.outcome() + ": " + check.value();
        }
    }

    static ReportDiff between(ReportDocument before, ReportDocument after) {
        Map<String, Check> earlier = findings(before);
        Map<String, Check> later = findings(after);
        List<Change> fresh = new ArrayList<>();
        List<Change> fixed = new ArrayList<>();
        List<Change> persisting = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        later.forEach(
                (fingerprint, check) -> {
                    Check old = earlier.get(fingerprint);
                    if (old == null) {
                        fresh.add(Change.of(null, check));
                    } else if (isAlike(old, check)) {
                        persisting.add(Change.of(old, check));
                    } else {
                        changed.add(Change.of(old, check));
                    }
                });
        earlier.forEach(
                (fingerprint, check) -> {
                    if (!later.containsKey(fingerprint)) {
                        fixed.add(Change.of(check, null));
                    }
                });
        return new ReportDiff(
                Side.of(before),
                Side.of(after),
                ScoreMovement.between(before, after),
                isSamePage(before, after),
                before.versions().checks().equals(after.versions().checks()),
                fresh,
                fixed,
                persisting,
                changed);
    }

    private static Map<String, Check> findings(ReportDocument report) {
        Map<String, Check> findings = new LinkedHashMap<>();
        for (Check check : report.checks()) {
            if (Findings.isFinding(check.outcome())) {
                findings.put(
                        check.fingerprint().isEmpty() ? check.id() : check.fingerprint(), check);
            }
        }
        return findings;
    }

    private static boolean isAlike(Check one, Check other) {
        return one.outcome().equals(other.outcome())
                && Objects.equals(one.value(), other.value())
                && one.pointsLost().equals(other.pointsLost());
    }

    /// Replays of one scan, and that scan itself, are of the same bytes.
    static boolean isSamePage(ReportDocument before, ReportDocument after) {
        return origin(before).equals(origin(after));
    }

    private static String origin(ReportDocument report) {
        return report.replay() == null ? report.scanId() : report.replay().of();
    }
}
