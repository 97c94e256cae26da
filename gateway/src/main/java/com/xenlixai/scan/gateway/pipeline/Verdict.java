package com.xenlixai.scan.gateway.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What to make of the lag of one partition over the last minutes, without any threshold. The
/// rules are those of LinkedIn's Burrow, over samples instead of commits, and two that it lacks:
/// a group without members, and records deleted unread. Later constants are worse.
///
/// Source: linkedin/Burrow, core/internal/evaluator/caching.go.
enum Verdict {
    /// Nothing waits, or what waits gets done.
    OK,
    /// Too little is known yet.
    UNKNOWN,
    /// Work gets done, but the lag has not fallen once.
    WARN,
    /// Work got done once, but not for longer than it did.
    STOP,
    /// Nothing was done at all while work waited.
    STALL,
    /// The group went back and has not caught up with itself.
    REWIND,
    /// Work waits, and the group has no member.
    EMPTY,
    /// Records were deleted before the group read them.
    DATA_LOSS;

    /// One look at a partition.
    record Point(Instant at, long committed, long lag, boolean lost) {}

    /// The verdict over a window of samples, the oldest first.
    ///
    /// @param members of the group now
    /// @param complete whether the window is full; an incomplete one accuses nobody of slowness
    static Verdict of(List<Point> window, int members, boolean complete) {
        if (window.isEmpty()) {
            return UNKNOWN;
        }
        Point last = window.getLast();
        if (last.lost()) {
            return DATA_LOSS;
        }
        if (last.lag() == 0) {
            return OK;
        }
        if (members == 0) {
            return EMPTY;
        }
        if (isRewound(window)) {
            return REWIND;
        }
        if (window.stream().anyMatch(point -> point.lag() == 0) || !complete) {
            return OK;
        }
        return ofSpeed(window);
    }

    private static Verdict ofSpeed(List<Point> window) {
        Instant first = window.getFirst().at();
        Instant lastMove = first;
        boolean fell = false;
        for (int i = 1; i < window.size(); i++) {
            if (window.get(i).committed() != window.get(i - 1).committed()) {
                lastMove = window.get(i).at();
            }
            fell |= window.get(i).lag() < window.get(i - 1).lag();
        }
        if (lastMove.equals(first)) {
            return STALL;
        }
        Duration still = Duration.between(lastMove, window.getLast().at());
        if (still.compareTo(Duration.between(first, lastMove)) > 0) {
            return STOP;
        }
        return fell ? OK : WARN;
    }

    private static boolean isRewound(List<Point> window) {
        long furthest = window.getFirst().committed();
        for (Point point : window) {
            furthest = Math.max(furthest, point.committed());
        }
        return window.getLast().committed() < furthest;
    }

    /// As in labels and documents.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
