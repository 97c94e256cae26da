package com.xenlixai.scan.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Limits of the engine.
///
/// @param maxInFlight records that run at once in this process, both lanes together
/// @param interactiveReserve share of these that batch work never takes, 0 to 1
/// @param batchMinimum share of these that waiting batch work gets before interactive work, 0 to 1
/// @param window how far a partition may run ahead of its first unfinished record
/// @param retry how a transient failure is tried again
/// @param drainTimeout how long a stopping process waits for work in flight
/// @param revokeTimeout how long a rebalance waits for work of the partitions that may go
/// @param commitInterval how often finished work is committed
/// @param queueTtlGrace added to the queue limit of an order before a record is called expired
/// @param flow when the next stage's lag holds back the batch lane
/// @param maxPollRecords records that one poll may bring; by so many a window may be exceeded
/// @param groupProtocol how the group shares partitions out
/// @param rememberedEvents ids of events remembered to ignore repeats
/// @param deadLetterRejections whether scans that the site or the caller made impossible (404,
///     robots.txt …) also go to the dead letters; they fail in any case
/// @param beginningAfter how long a stage works on a scan until its beginning is told; what is over
///     sooner tells its end alone, and zero tells every beginning at once
@ConfigurationProperties("xenlix.stage")
public record StageSettings(
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("0.2") double interactiveReserve,
        @DefaultValue("0.1") double batchMinimum,
        @DefaultValue Window window,
        @DefaultValue Retries retry,
        @DefaultValue("8s") Duration drainTimeout,
        @DefaultValue("1s") Duration revokeTimeout,
        @DefaultValue("200ms") Duration commitInterval,
        @DefaultValue("0s") Duration queueTtlGrace,
        @DefaultValue Flow flow,
        @DefaultValue("500") int maxPollRecords,
        @DefaultValue("classic") GroupProtocol groupProtocol,
        @DefaultValue("50000") int rememberedEvents,
        @DefaultValue("false") boolean deadLetterRejections,
        @DefaultValue("50ms") Duration beginningAfter) {

    /// Kafka's rebalance protocols.
    public enum GroupProtocol {
        CLASSIC,
        CONSUMER
    }

    /// Bounds of what waits or runs in memory.
    ///
    /// @param records of one partition that are in memory, waiting or running
    /// @param span offsets from the first unfinished to the last started record of a partition; at
    ///     most 20000, since the finished ones among them must fit into the commit's metadata
    /// @param bytes of one lane's records in memory
    public record Window(
            @DefaultValue("500") int records,
            @DefaultValue("5000") int span,
            @DefaultValue("32MB") DataSize bytes) {

        private static final int MOST_SPAN = 20_000;

        public Window {
            atLeast(1, records, "window.records");
            atLeast(records, span, "window.span");
            if (span > MOST_SPAN) {
                throw new IllegalArgumentException(
                        "xenlix.stage.window.span must be at most " + MOST_SPAN + ": " + span);
            }
            if (bytes.toBytes() < 1) {
                throw new IllegalArgumentException(
                        "xenlix.stage.window.bytes must be positive: " + bytes);
            }
        }
    }

    /// How a transient failure is tried again: the wait before attempt n+1 is drawn evenly from
    /// zero to `base · 2^(n-1)`, at most `longest`, and never less than what the other side asked.
    ///
    /// @param attempts in all, with the first
    /// @param base bound of the first wait
    /// @param longest bound of any drawn wait
    /// @param inPlace waits up to this keep their place; longer ones go to the parked topic
    public record Retries(
            @DefaultValue("4") int attempts,
            @DefaultValue("500ms") Duration base,
            @DefaultValue("30s") Duration longest,
            @DefaultValue("5s") Duration inPlace) {

        public Retries {
            atLeast(1, attempts, "retry.attempts");
            positive(base, "retry.base");
            positive(longest, "retry.longest");
            notNegative(inPlace, "retry.in-place");
        }
    }

    /// When the next stage's lag holds back the batch lane.
    ///
    /// @param pauseAbove batch records that wait for the next stage before ours stops
    /// @param resumeBelow and how few before it goes on
    /// @param interval how often the lag is read
    public record Flow(
            @DefaultValue("10000") long pauseAbove,
            @DefaultValue("8000") long resumeBelow,
            @DefaultValue("2s") Duration interval) {

        public Flow {
            if (pauseAbove < 1) {
                throw new IllegalArgumentException(
                        "xenlix.stage.flow.pause-above must be at least 1: " + pauseAbove);
            }
            if (resumeBelow < 0 || resumeBelow > pauseAbove) {
                throw new IllegalArgumentException(
                        "xenlix.stage.flow.resume-below must be from 0 to pause-above: "
                                + resumeBelow);
            }
            positive(interval, "flow.interval");
        }
    }

    public StageSettings {
        atLeast(1, maxInFlight, "max-in-flight");
        share(interactiveReserve, "interactive-reserve");
        share(batchMinimum, "batch-minimum");
        if (interactiveReserve + batchMinimum > 1) {
            throw new IllegalArgumentException(
                    "xenlix.stage.interactive-reserve and xenlix.stage.batch-minimum together"
                            + " exceed 1: "
                            + (interactiveReserve + batchMinimum));
        }
        positive(drainTimeout, "drain-timeout");
        notNegative(revokeTimeout, "revoke-timeout");
        positive(commitInterval, "commit-interval");
        notNegative(queueTtlGrace, "queue-ttl-grace");
        atLeast(1, maxPollRecords, "max-poll-records");
        atLeast(0, rememberedEvents, "remembered-events");
        notNegative(beginningAfter, "beginning-after");
    }

    /// The same for the parked records of a stage, which wait instead of work: many at once, none
    /// of them worth waiting for when the process stops.
    StageSettings forParked() {
        int most = 10_000;
        return new StageSettings(
                most,
                0,
                0,
                new Window(most, Window.MOST_SPAN, window.bytes()),
                retry,
                Duration.ofMillis(200),
                Duration.ZERO,
                commitInterval,
                queueTtlGrace,
                flow,
                maxPollRecords,
                groupProtocol,
                0,
                false,
                beginningAfter);
    }

    boolean classic() {
        return groupProtocol == GroupProtocol.CLASSIC;
    }

    /// Places that batch work never takes; none when there is but one place.
    public int reservedPlaces() {
        return maxInFlight == 1 ? 0 : (int) Math.ceil(maxInFlight * interactiveReserve);
    }

    /// Places that waiting batch work gets first; at least one unless none are to be kept.
    public int batchPlaces() {
        int most = maxInFlight - reservedPlaces();
        return Math.min(most, (int) Math.ceil(maxInFlight * batchMinimum));
    }

    private static void share(double value, String key) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "xenlix.stage." + key + " must be from 0 to 1: " + value);
        }
    }

    private static void atLeast(int least, int value, String key) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "xenlix.stage." + key + " must be at least " + least + ": " + value);
        }
    }

    private static void positive(Duration value, String key) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.stage." + key + " must be positive: " + value);
        }
    }

    private static void notNegative(Duration value, String key) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "xenlix.stage." + key + " must not be negative: " + value);
        }
    }
}
