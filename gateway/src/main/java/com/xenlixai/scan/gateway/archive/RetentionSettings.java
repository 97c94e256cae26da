package com.xenlixai.scan.gateway.archive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long finished jobs and their reports can be read.
///
/// @param retention from the end of a job; whole days are dropped, so it may be up to a day longer
@ConfigurationProperties("xenlix.job")
public record RetentionSettings(@DefaultValue("30d") Duration retention) {

    private static final Duration LEAST = Duration.ofDays(1);

    public RetentionSettings {
        if (retention.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "xenlix.job.retention must be a day or more: " + retention);
        }
    }
}
