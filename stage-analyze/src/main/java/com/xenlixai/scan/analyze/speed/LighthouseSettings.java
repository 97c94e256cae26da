package com.xenlixai.scan.analyze.speed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A Lighthouse of one's own, asked instead of Google's service.
///
/// @param command how it is started, words separated by blanks; empty for none
/// @param chromePath the browser, or empty for the one that Lighthouse finds
/// @param concurrency browsers at once
/// @param timeout of one measurement
@ConfigurationProperties("xenlix.psi.lighthouse")
public record LighthouseSettings(
        @DefaultValue("") String command,
        @DefaultValue("") String chromePath,
        @DefaultValue("1") int concurrency,
        @DefaultValue("90s") Duration timeout) {

    public LighthouseSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "xenlix.psi.lighthouse.concurrency must be positive: " + concurrency);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.psi.lighthouse.timeout must be positive: " + timeout);
        }
    }

    public boolean isSet() {
        return !command.isBlank();
    }
}
