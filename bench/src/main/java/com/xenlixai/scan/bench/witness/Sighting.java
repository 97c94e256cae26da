package com.xenlixai.scan.bench.witness;

import org.jspecify.annotations.Nullable;

/// One thing that the witness saw. Times are nanoseconds of the driver's monotonic clock.
public sealed interface Sighting {

    /// How sure a client can be of a POST after its answer.
    enum PostOutcome {
        /// 202 with an id: the scan is accepted.
        OK,
        /// A definite refusal.
        FAIL,
        /// No answer, or 503 after the body was sent: it may or may not be accepted.
        INFO
    }

    /// A POST and its answer.
    ///
    /// @param number of the scan in the ledger; the scanned URL carries it
    record Posted(
            long number,
            long startedAt,
            long endedAt,
            String gateway,
            PostOutcome outcome,
            int http,
            @Nullable String scanId)
            implements Sighting {}

    /// A poll of the status and its answer.
    ///
    /// @param http 0 when there was no answer
    /// @param retryAfter whether the answer had a Retry-After header
    /// @param version of the state, from the ETag; -1 when there was none
    record Polled(
            long startedAt,
            long endedAt,
            String gateway,
            String scanId,
            int http,
            boolean retryAfter,
            @Nullable String status,
            int progress,
            long version)
            implements Sighting {}

    /// A GET that a site received.
    ///
    /// @param number of the scan in the ledger
    record Fetched(long at, String host, long number) implements Sighting {}

    /// A record of the topic of job states, read committed.
    record JobTold(int partition, long offset, String scanId, String status, long version)
            implements Sighting {}

    /// A report that was read.
    ///
    /// @param round 1 at first, 2 after everything was healed or restarted
    record ReportRead(String scanId, int round, int http, @Nullable String sha256)
            implements Sighting {}
}
