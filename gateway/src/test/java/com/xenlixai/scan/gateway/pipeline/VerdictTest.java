package com.xenlixai.scan.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.pipeline.Verdict.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    /// Points five seconds apart.
    ///
    /// @param committedAndEnd committed offset and end by turns
    private static List<Point> points(long... committedAndEnd) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < committedAndEnd.length; i += 2) {
            points.add(
                    new Point(
                            START.plusSeconds(5L * i / 2),
                            committedAndEnd[i],
                            committedAndEnd[i + 1] - committedAndEnd[i],
                            false));
        }
        return points;
    }

    private static Verdict of(long... committedAndEnd) {
        return Verdict.of(points(committedAndEnd), 1, true);
    }

    @Test
    void nothingSeenIsUnknown() {
        assertThat(Verdict.of(List.of(), 1, false)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void nothingThatWaitsIsFineEvenWithoutMembers() {
        assertThat(Verdict.of(points(5, 5, 5, 5), 0, true)).isEqualTo(Verdict.OK);
    }

    @Test
    void workWithoutMembersIsEmptyAtOnce() {
        assertThat(Verdict.of(points(5, 6), 0, false)).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void offsetThatNeverMovesIsAStall() {
        assertThat(of(5, 8, 5, 9, 5, 9, 5, 10)).isEqualTo(Verdict.STALL);
    }

    @Test
    void incompleteWindowAccusesNobodyOfSlowness() {
        assertThat(Verdict.of(points(5, 8, 5, 9), 1, false)).isEqualTo(Verdict.OK);
    }

    @Test
    void workThatCameMomentsAgoIsNoStall() {
        assertThat(of(5, 5, 5, 5, 5, 9)).isEqualTo(Verdict.OK);
    }

    @Test
    void longerRestThanWorkIsAStop() {
        assertThat(of(1, 9, 3, 9, 3, 9, 3, 9, 3, 12)).isEqualTo(Verdict.STOP);
    }

    @Test
    void lagThatNeverFallsIsAWarning() {
        assertThat(of(1, 9, 2, 10, 3, 12, 4, 13)).isEqualTo(Verdict.WARN);
    }

    @Test
    void lagThatFallsIsFineHoweverLarge() {
        assertThat(of(1, 100_000, 2, 100_000, 3, 100_002)).isEqualTo(Verdict.OK);
    }

    @Test
    void offsetThatWentBackIsARewindUntilItIsRegained() {
        assertThat(of(10, 20, 4, 20, 6, 20)).isEqualTo(Verdict.REWIND);
        assertThat(of(10, 20, 4, 20, 11, 20)).isEqualTo(Verdict.OK);
    }

    @Test
    void recordsDeletedUnreadAreWorseThanAnything() {
        List<Point> points = new ArrayList<>(points(5, 5));
        points.add(new Point(START.plusSeconds(5), 5, 3, true));

        assertThat(Verdict.of(points, 0, true)).isEqualTo(Verdict.DATA_LOSS);
    }

    @Test
    void groupIsAsBadAsItsWorstPartition() {
        assertThat(Verdict.WARN.worse(Verdict.EMPTY)).isEqualTo(Verdict.EMPTY);
        assertThat(Verdict.EMPTY.worse(Verdict.OK)).isEqualTo(Verdict.EMPTY);
    }
}
