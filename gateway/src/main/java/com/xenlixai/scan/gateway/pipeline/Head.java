package com.xenlixai.scan.gateway.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The first record that a group has not finished: the head of the line.
///
/// @param since when it was written, so since when it waits
/// @param scanId whose it is, or null when it does not say
record Head(Instant since, @Nullable String scanId) {}
