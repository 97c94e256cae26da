package com.xenlixai.scan.crawl.frontier;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How the frontier paces fetches, and what it may use.
///
/// @param perSite requests at once to all hosts of one registrable domain together
/// @param lease how long a granted fetch may take before it is granted again; a visit ends before
/// @param backOff first pause of a host that fails, doubled with each failure in a row
/// @param longestBackOff and its bound; what Retry-After asks may be longer
/// @param downAfter failures to connect in a row after which a host's requests fail at once
/// @param residentHosts hosts in memory in this process; others wait on disk for their turn
/// @param bodies what the pages under way may hold in memory before no further fetch is granted
/// @param tick how often due hosts are looked for
/// @param stateDir where the stores are; each instance on a machine needs its own
/// @param memory what all stores together may use outside the heap
/// @param threads threads of Kafka Streams
/// @param standbys how many other instances keep a copy of each partition's state
@ConfigurationProperties("xenlix.crawl.frontier")
public record FrontierSettings(
        @DefaultValue("4") int perSite,
        @DefaultValue("45s") Duration lease,
        @DefaultValue("1s") Duration backOff,
        @DefaultValue("15m") Duration longestBackOff,
        @DefaultValue("5") int downAfter,
        @DefaultValue("200000") int residentHosts,
        @DefaultValue("128MB") DataSize bodies,
        @DefaultValue("10ms") Duration tick,
        @DefaultValue("xenlix-crawl-state") Path stateDir,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("1") int threads,
        @DefaultValue("1") int standbys) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);
    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(8);

    public FrontierSettings {
        atLeast(1, perSite, "per-site");
        atLeast(1, downAfter, "down-after");
        atLeast(1, residentHosts, "resident-hosts");
        atLeast(1, threads, "threads");
        atLeast(0, standbys, "standbys");
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw refused("lease must be at least " + SHORTEST_LEASE.toSeconds() + "s: ", lease);
        }
        if (!backOff.isPositive()) {
            throw refused("back-off must be positive: ", backOff);
        }
        if (longestBackOff.compareTo(backOff) < 0) {
            throw refused("longest-back-off must be at least back-off: ", longestBackOff);
        }
        if (tick.toMillis() < 1) {
            throw refused("tick must be at least 1ms: ", tick);
        }
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw refused("memory must be at least " + LEAST_MEMORY + ": ", memory);
        }
        if (bodies.compareTo(LEAST_MEMORY) < 0) {
            throw refused("bodies must be at least " + LEAST_MEMORY + ": ", bodies);
        }
    }

    private static void atLeast(int least, int value, String key) {
        if (value < least) {
            throw refused(key + " must be at least " + least + ": ", value);
        }
    }

    private static IllegalArgumentException refused(String what, Object value) {
        return new IllegalArgumentException("xenlix.crawl.frontier." + what + value);
    }
}
