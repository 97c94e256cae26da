package com.xenlixai.scan.gateway.schedule;

import org.jspecify.annotations.Nullable;

/// What a client wants scanned again and again.
///
/// @param batch the order of each run's batch, in JSON
/// @param document as the owner sees it again
/// @param maxDrop a fall by more than that many points is told; null when falls are not told
record ScheduleRequest(
        byte[] batch,
        byte[] document,
        Timing timing,
        @Nullable String callbackUrl,
        @Nullable Double maxDrop) {}
