package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A record that went to the dead letters, as an operator sees it.
///
/// @param partition of the dead letter itself
/// @param offset of the dead letter itself
/// @param scanId the scan, or null when not even the headers tell it
/// @param stage in which it failed
/// @param kind POISON, EXHAUSTED, BUG, UNWRITABLE or REJECTED
/// @param cause as the client was told
/// @param message of what was thrown, or of the failure
/// @param stack the first frames of what was thrown; empty when nothing was
/// @param attempts that were made
/// @param at when it was buried
/// @param originalTopic where it came from
/// @param originalPartition where it came from
/// @param originalOffset where it came from
/// @param bytes size of its value; 0 when it had none or it was too large to keep
public record DeadLetter(
        int partition,
        long offset,
        @Nullable String scanId,
        Stage stage,
        String kind,
        Cause cause,
        String message,
        String stack,
        int attempts,
        Instant at,
        String originalTopic,
        int originalPartition,
        long originalOffset,
        int bytes) {}
