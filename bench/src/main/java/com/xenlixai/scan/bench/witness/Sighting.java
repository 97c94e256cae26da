package com.xenlixai.scan.bench.witness;

import java.util.Map;
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
    ///
    /// @param batchId of the batch that the scan belongs to, or null
    record JobTold(
            int partition,
            long offset,
            String scanId,
            String status,
            long version,
            @Nullable String batchId)
            implements Sighting {}

    /// A batch that was accepted.
    ///
    /// @param accepted how many scans the answer spoke of
    record BatchAccepted(String batchId, int accepted) implements Sighting {}

    /// A poll of a batch.
    ///
    /// @param counts scans by state, as the answer has them; empty when the answer was no state
    /// @param finished whether the answer called the batch finished
    record BatchPolled(
            long startedAt,
            long endedAt,
            String gateway,
            String batchId,
            int http,
            boolean retryAfter,
            long total,
            Map<String, Long> counts,
            boolean finished)
            implements Sighting {}

    /// A record that nobody can read, written into a topic of the pipeline by the programme.
    record Poisoned(String topic, int partition, long offset) implements Sighting {}

    /// A dead letter and where it came from.
    record DeadLettered(String topic, int partition, long offset) implements Sighting {}

    /// What the product says about itself, and what the witness counted.
    record Metered(String meter, long told, long counted) implements Sighting {}

    /// A report that was read.
    ///
    /// @param round 1 at first, 2 after everything was healed or restarted
    record ReportRead(String scanId, int round, int http, @Nullable String sha256)
            implements Sighting {}
}
