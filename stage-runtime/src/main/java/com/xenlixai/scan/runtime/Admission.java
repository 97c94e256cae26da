package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides whether a scan is still to be worked on, without asking anyone: from the order, the
/// record's time limit and what `scan-control` has said.
final class Admission {

    private final Control control;
    private final Clock clock;
    private final Duration grace;

    /// @param grace added to the queue limit
    Admission(Control control, Clock clock, Duration grace) {
        this.control = control;
        this.clock = clock;
        this.grace = grace;
    }

    /// Why a record is not worked on, as the arbiter is told.
    record Refusal(StatusKind kind, @Nullable Failure failure) {

        private static final Refusal CANCELLED = new Refusal(StatusKind.CANCEL_REQUESTED, null);
        private static final Refusal TIMED_OUT =
                new Refusal(
                        StatusKind.DEADLINE_PASSED,
                        new Failure(Cause.TIMEOUT, "the scan took longer than it may"));
        private static final Refusal EXPIRED =
                new Refusal(
                        StatusKind.DEADLINE_PASSED,
                        new Failure(Cause.EXPIRED, "the scan waited longer than it may"));
        private static final Refusal BLOCKED =
                new Refusal(
                        StatusKind.STAGE_FAILED,
                        new Failure(Cause.BLOCKED_ADDRESS, "the site is not scanned"));
    }

    static Refusal timedOut() {
        return Refusal.TIMED_OUT;
    }

    Optional<Refusal> refuse(ScanOrder order, Arrival arrival) {
        Optional<Refusal> told = told(order, arrival);
        if (told.isPresent()) {
            return told;
        }
        Instant now = clock.instant();
        if (arrival.deadline().isPresent()) {
            return arrival.deadline().filter(now::isAfter).map(_ -> Refusal.TIMED_OUT);
        }
        if (arrival.replayed()) {
            return Optional.empty();
        }
        Instant latest = order.getSubmittedAt().plusMillis(order.getQueueTtlMillis()).plus(grace);
        return now.isAfter(latest) ? Optional.of(Refusal.EXPIRED) : Optional.empty();
    }

    /// Whether somebody has taken the scan back since it began.
    boolean unwanted(ScanOrder order, Arrival arrival) {
        return told(order, arrival).isPresent();
    }

    private Optional<Refusal> told(ScanOrder order, Arrival arrival) {
        return Stream.of(
                        Optional.of(order.getScanId()),
                        Optional.ofNullable(order.getBatchId()),
                        arrival.key())
                .flatMap(Optional::stream)
                .flatMap(key -> control.of(key).stream())
                .flatMap(kind -> refusal(kind).stream())
                .findFirst();
    }

    private static Optional<Refusal> refusal(ControlKind kind) {
        return switch (kind) {
            case CANCELLED -> Optional.of(Refusal.CANCELLED);
            case TIMED_OUT -> Optional.of(Refusal.TIMED_OUT);
            case BLOCKED_SITE -> Optional.of(Refusal.BLOCKED);
            case UNKNOWN -> Optional.empty();
        };
    }
}
