package com.xenlixai.scan.crawl.fetch;

import java.time.Duration;

/// Bounds of each phase of a request; the request's own deadline bounds them all together.
///
/// @param connect until the TCP connection stands
/// @param tls between two messages of the handshake
/// @param firstByte from the request to the answer's first byte
/// @param idle between two bytes
/// @param slowAfter how long a body may take before its rate counts
/// @param leastRate bytes a second that a body must then have come with, on the average
/// @param keepAlive how long an idle connection is kept
public record FetchLimits(
        Duration connect,
        Duration tls,
        Duration firstByte,
        Duration idle,
        Duration slowAfter,
        int leastRate,
        Duration keepAlive) {

    /// For the open web.
    public static final FetchLimits WEB =
            new FetchLimits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    1024,
                    Duration.ofSeconds(5));
}
