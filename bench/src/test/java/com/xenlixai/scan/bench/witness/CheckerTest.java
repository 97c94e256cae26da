package com.xenlixai.scan.bench.witness;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A checker that cannot fail proves nothing: each invariant is broken once, and only its own
/// count may move.
class CheckerTest {

    @Test
    void cleanRunHasOnlyZeros() {
        Verdict verdict = Checker.check(cleanRun());

        assertThat(verdict.clean()).isTrue();
        assertThat(verdict.accepted()).isEqualTo(4);
        assertThat(verdict.amplification()).isEqualTo(1.0);
    }

    @Test
    void acceptedScanWithoutAnEndIsLost() {
        assertBreach("lost", posted(3, "c"));
    }

    @Test
    void twoDifferentEndsContradictEachOther() {
        assertBreach("contradicted", told("a", 9, "FAILED", 5), "toldTwice");
    }

    @Test
    void runningAfterTheEndIsReopened() {
        assertBreach("reopened", polled("a", 900, "RUNNING", 90, 9), "nonMonotone");
    }

    @Test
    void oneKeyWithTwoScansIsAcceptedTwice() {
        assertBreach("dupAccept", posted(1, "b"));
    }

    @Test
    void scanThatNobodyOrderedIsAPhantom() {
        assertBreach("phantom", told("z", 1, "FULL_READY", 5));
    }

    @Test
    void stateThatGoesBackOnAnotherGatewayIsSeen() {
        assertBreach("nonMonotone", new Polled(35, 36, "g2", "a", 200, false, "QUEUED", 0, 1));
    }

    @Test
    void versionThatGoesBackIsSeenThoughTheStateDoesNot() {
        assertBreach(
                "nonMonotone", new Polled(900, 901, "g2", "a", 200, false, "FULL_READY", 100, 4));
    }

    @Test
    void overlappingPollsMayDisagree() {
        List<Sighting> run = cleanRun();
        run.add(new Polled(5, 31, "g2", "a", 200, false, "QUEUED", 0, 1));

        assertThat(Checker.check(run).clean()).isTrue();
    }

    @Test
    void notFoundAfterAcceptanceIsSeen() {
        assertBreach("404AfterAccept", new Polled(11, 12, "g2", "a", 404, false, null, 0, -1));
    }

    @Test
    void serverErrorIsABadPoll() {
        assertBreach("badPoll", new Polled(11, 12, "g2", "a", 500, false, null, 0, -1));
    }

    @Test
    void unavailableWithoutRetryAfterIsABadPoll() {
        assertBreach("badPoll", new Polled(11, 12, "g2", "a", 503, false, null, 0, -1));
        List<Sighting> run = cleanRun();
        run.add(new Polled(11, 12, "g2", "a", 503, true, null, 0, -1));
        assertThat(Checker.check(run).clean()).isTrue();
    }

    @Test
    void sameEndToldWithAnotherVersionIsToldTwice() {
        assertBreach("toldTwice", told("a", 9, "FULL_READY", 7));
    }

    @Test
    void laterRecordWithAnOlderVersionIsDisorder() {
        assertBreach("disorder", told("a", 9, "FULL_READY", 4), "toldTwice");
    }

    @Test
    void batchWithAScanThatNeverEndsHasLostIt() {
        assertBreach("lost", new BatchAccepted("other", 1), "counterMismatch");
    }

    @Test
    void countsThatDoNotAddUpAreSeen() {
        assertBreach("counterMismatch", batchPolled(25, 0, 1, 0));
    }

    @Test
    void countsInTheEndThatAreNotTheJobsAreSeen() {
        assertBreach("counterMismatch", ofBatch("x", 3, "FAILED"), "contradicted", "toldTwice");
    }

    @Test
    void countThatFallsIsSeen() {
        assertBreach("counterBackwards", batchPolled(25, 2, 0, 0));
    }

    @Test
    void poisonWithoutADeadLetterIsSeen() {
        assertBreach("poison", new Poisoned("scan-analyze-batch", 3, 18));
    }

    @Test
    void deadLetterOfAGoodRecordIsSeen() {
        assertBreach("poison", new DeadLettered("scan-crawl-batch", 1, 1));
        assertBreach("poison", new DeadLettered("scan-analyze-batch", 3, 17));
    }

    @Test
    void meterThatTellsAnotherCountIsSeen() {
        assertBreach("metrics", new Metered("scan_jobs_submitted_total", 5, 4));
    }

    @Test
    void reportThatChangesOrVanishesIsUnreadable() {
        assertBreach("unreadable", new ReportRead("a", 2, 200, "other"));
        assertBreach("unreadable", new ReportRead("a", 2, 410, null));
    }

    @Test
    void readyReportThatWasNeverReadIsUnreadable() {
        List<Sighting> run = cleanRun();
        run.removeIf(sighting -> sighting instanceof ReportRead);

        assertThat(Checker.check(run).faults()).containsEntry("unreadable", 1);
    }

    @Test
    void secondFetchOfAScanRaisesTheAmplification() {
        List<Sighting> run = cleanRun();
        run.add(new Fetched(50, "127.0.0.1", 1));

        assertThat(Checker.check(run).amplification()).isEqualTo(1.5);
    }

    @Test
    void whatWasWrittenIsReadBack(@TempDir Path folder) {
        List<Sighting> run = cleanRun();
        try (var journal = new Journal(folder)) {
            run.forEach(journal::write);
        }

        assertThat(Journal.read(folder)).containsExactlyInAnyOrderElementsOf(run);
    }

    private static void assertBreach(String count, Sighting planted, String... alsoMoved) {
        List<Sighting> run = cleanRun();
        run.add(planted);
        Map<String, Integer> faults = Checker.check(run).faults();

        assertThat(faults.get(count)).isPositive();
        List<String> moved = new ArrayList<>(List.of(alsoMoved));
        moved.add(count);
        faults.forEach(
                (name, value) ->
                        assertThat(moved.contains(name) || value == 0)
                                .as("%s moved to %s".formatted(name, value))
                                .isTrue());
    }

    private static List<Sighting> cleanRun() {
        return new ArrayList<>(
                List.of(
                        posted(1, "a"),
                        posted(2, "b"),
                        new Fetched(20, "127.0.0.1", 1),
                        new Fetched(21, "127.0.0.2", 2),
                        polled("a", 10, "QUEUED", 0, 1),
                        polled("a", 20, "RUNNING", 10, 2),
                        polled("a", 30, "TEASER_READY", 70, 4),
                        polled("a", 40, "FULL_READY", 100, 5),
                        polled("b", 40, "FAILED", 100, 3),
                        told("a", 1, "QUEUED", 1),
                        told("a", 2, "FULL_READY", 5),
                        told("b", 3, "FAILED", 3),
                        new ReportRead("a", 1, 200, "sha"),
                        new ReportRead("a", 2, 200, "sha"),
                        new BatchAccepted("batch", 2),
                        batchPolled(10, 2, 0, 0),
                        batchPolled(20, 1, 1, 0),
                        batchPolled(30, 0, 1, 1),
                        ofBatch("x", 1, "FULL_READY"),
                        ofBatch("y", 2, "FAILED"),
                        new Poisoned("scan-analyze-batch", 3, 17),
                        new DeadLettered("scan-analyze-batch", 3, 17),
                        new Metered("scan_jobs_submitted_total", 4, 4)));
    }

    private static Posted posted(long number, String scanId) {
        return new Posted(number, 0, 1, "g1", PostOutcome.OK, 202, scanId);
    }

    private static Polled polled(
            String scanId, long at, String status, int progress, long version) {
        return new Polled(at, at + 1, "g1", scanId, 200, false, status, progress, version);
    }

    private static JobTold told(String scanId, long offset, String status, long version) {
        return new JobTold(0, offset, scanId, status, version, null);
    }

    private static JobTold ofBatch(String scanId, long offset, String status) {
        return new JobTold(1, offset, scanId, status, 5, "batch");
    }

    private static BatchPolled batchPolled(long at, long queued, long full, long failed) {
        return new BatchPolled(
                at,
                at + 1,
                "g1",
                "batch",
                200,
                false,
                2,
                Map.of("QUEUED", queued, "FULL_READY", full, "FAILED", failed),
                queued == 0);
    }
}
