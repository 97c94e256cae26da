package com.xenlixai.scan.gateway.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the pipeline's lag is measured.
///
/// @param interval between two looks at the broker
/// @param timeout for one look
/// @param window over which verdicts and rates are taken
/// @param history how long samples are kept for the curve
@ConfigurationProperties("xenlix.pipeline")
record PipelineSettings(
        @DefaultValue("5s") Duration interval,
        @DefaultValue("4s") Duration timeout,
        @DefaultValue("2m") Duration window,
        @DefaultValue("10m") Duration history) {

    PipelineSettings {
        requirePositive("interval", interval);
        requirePositive("timeout", timeout);
        if (window.compareTo(interval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "xenlix.pipeline.window must be two intervals or more: " + window);
        }
        requirePositive("history", history);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.pipeline." + name + " must be positive: " + value);
        }
    }
}
