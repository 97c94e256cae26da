package com.xenlixai.scan.gateway.report;

import org.jspecify.annotations.Nullable;

/// A report as it was found in the store.
///
/// @param keyphraseCount of the full report, or null while that is not stored
/// @param digest SHA-256 of the body in hexadecimal
record StoredReport(String tenant, @Nullable Integer keyphraseCount, String digest, byte[] body) {}
