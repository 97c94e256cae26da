package com.xenlixai.scan.gateway.sink;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How reports and finished jobs are taken from Kafka into PostgreSQL.
///
/// @param concurrency consumers for each topic in this gateway
/// @param batch records stored in one statement at most; a person's report waits for as many of a
///     batch to be stored
/// @param sendTimeout for telling the broker what was stored
/// @param longestPause between two attempts while the database or the broker is away
@ConfigurationProperties("xenlix.sink")
public record SinkSettings(
        @DefaultValue("2") int concurrency,
        @DefaultValue("50") int batch,
        @DefaultValue("20s") Duration sendTimeout,
        @DefaultValue("10s") Duration longestPause) {

    // One statement takes 65,535 values, and a row at most 13.
    private static final int LARGEST_BATCH = 1000;

    public SinkSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "xenlix.sink.concurrency must be positive: " + concurrency);
        }
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "xenlix.sink.batch must be 1 to " + LARGEST_BATCH + ": " + batch);
        }
        requirePositive("send-timeout", sendTimeout);
        requirePositive("longest-pause", longestPause);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.sink." + name + " must be positive: " + value);
        }
    }
}
