package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How jobs are run and kept.
///
/// @param timeout how long a scan may take from its first RUNNING event, unless its order says
///     otherwise; 1 s to 1 h
/// @param queueTtl how long a scan may wait before it first runs
/// @param viewRetention how long a finished job stays in the live state before PostgreSQL alone
///     has it
/// @param stateDir where the arbiter and the view keep their state; each gateway needs its own
/// @param threads of the arbiter, at most as many as `scan-status` has partitions
/// @param standbys how many other gateways keep a copy of each part of the arbiter's state
/// @param waiters how many requests may wait for changes at once
/// @param confirm whether a poll that does not say what its client has seen is answered only when
///     this gateway has made sure that it is not behind the others; needless where there is only one
/// @param memory what all state stores together may use outside the heap
@ConfigurationProperties("xenlix.job")
public record JobSettings(
        @DefaultValue("5m") Duration timeout,
        @DefaultValue("24h") Duration queueTtl,
        @DefaultValue("2h") Duration viewRetention,
        @DefaultValue("xenlix-gateway-state") Path stateDir,
        @DefaultValue("2") int threads,
        @DefaultValue("0") int standbys,
        @DefaultValue("20000") int waiters,
        @DefaultValue("true") boolean confirm,
        @DefaultValue("96MB") DataSize memory) {

    /// The arbiter's consumer group.
    public static final String ARBITER_GROUP = "gateway-arbiter";

    /// The longest timeout that an order may ask for.
    public static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    public JobSettings {
        if (timeout.toSeconds() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("xenlix.job.timeout must be 1 s to 1 h: " + timeout);
        }
        if (!queueTtl.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.job.queue-ttl must be positive: " + queueTtl);
        }
        if (!viewRetention.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.job.view-retention must be positive: " + viewRetention);
        }
        if (threads < 1 || threads > 10 * Topics.DEFAULT_WIDTH) {
            throw new IllegalArgumentException(
                    "xenlix.job.threads must be 1 to "
                            + 10 * Topics.DEFAULT_WIDTH
                            + ": "
                            + threads);
        }
        if (standbys < 0) {
            throw new IllegalArgumentException(
                    "xenlix.job.standbys must not be negative: " + standbys);
        }
        if (waiters < 1) {
            throw new IllegalArgumentException("xenlix.job.waiters must be positive: " + waiters);
        }
        if (memory.toMegabytes() < 16) {
            throw new IllegalArgumentException(
                    "xenlix.job.memory must be at least 16MB: " + memory);
        }
    }
}
