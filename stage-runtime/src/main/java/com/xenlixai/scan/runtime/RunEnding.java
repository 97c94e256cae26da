package com.xenlixai.scan.runtime;

import java.time.Instant;

/// How one run of a record ended, for a stage that keeps its own timetable.
public sealed interface RunEnding {

    /// Nothing is left to do; all that follows from the record is in the log.
    record Settled() implements RunEnding {}

    /// The record is to run again; its scan has been told.
    ///
    /// @param notBefore when
    /// @param attempt which attempt that will be
    /// @param deadline when the scan's time is over
    record Again(Instant notBefore, int attempt, Instant deadline) implements RunEnding {}
}
