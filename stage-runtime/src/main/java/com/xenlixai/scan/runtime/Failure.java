package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Cause;

/// Why a step could not do its work.
///
/// @param cause from the closed list that clients see
/// @param message for people; shown to the client, so it says nothing of our insides
public record Failure(Cause cause, String message) {}
