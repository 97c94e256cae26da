package com.xenlixai.scan.analyze;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Bounds on the work for one page.
///
/// @param maxBody a body is read up to this size after unpacking
/// @param parseTime the source is read no longer than this
/// @param maxElements elements after these are not looked at
/// @param maxDepth deeper elements are lifted to this depth
@ConfigurationProperties("xenlix.analyze")
record AnalyzeSettings(
        @DefaultValue("10MB") DataSize maxBody,
        @DefaultValue("5s") Duration parseTime,
        @DefaultValue("150000") int maxElements,
        @DefaultValue("512") int maxDepth) {

    AnalyzeSettings {
        if (maxBody.toBytes() < 1024 || maxBody.toMegabytes() > 64) {
            throw new IllegalArgumentException(
                    "xenlix.analyze.max-body must be from 1KB to 64MB: " + maxBody);
        }
        if (!parseTime.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.analyze.parse-time must be positive: " + parseTime);
        }
        if (maxElements < 100) {
            throw new IllegalArgumentException(
                    "xenlix.analyze.max-elements must be at least 100: " + maxElements);
        }
        if (maxDepth < 32 || maxDepth > 2_000) {
            throw new IllegalArgumentException(
                    "xenlix.analyze.max-depth must be from 32 to 2000: " + maxDepth);
        }
    }
}
