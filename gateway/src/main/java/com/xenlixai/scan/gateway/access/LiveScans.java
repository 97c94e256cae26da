package com.xenlixai.scan.gateway.access;

/// Knows how many scans of a tenant have not ended yet, over all gateways. Thread-safe.
@FunctionalInterface
public interface LiveScans {

    /// As far as this gateway has heard, so what others accepted within the last moments is missing.
    long of(String tenant);
}
