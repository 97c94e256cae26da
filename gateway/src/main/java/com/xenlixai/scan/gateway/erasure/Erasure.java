package com.xenlixai.scan.gateway.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tenant's request to be forgotten, as it is told to clients.
///
/// @param requestedAt everything that was ordered up to then goes
/// @param finishedAt when nothing of it was left, or null
@JsonInclude(JsonInclude.Include.NON_NULL)
record Erasure(String tenant, Instant requestedAt, @Nullable Instant finishedAt) {}
