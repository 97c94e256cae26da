package com.xenlixai.scan.gateway.sitemap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much of a sitemap is read.
///
/// @param maxSize of one file, not compressed
/// @param maxUrlsPerFile in one file; what the protocol allows
/// @param maxUrls in all files together
/// @param maxFiles that an index may lead to, itself included
/// @param maxDepth of indexes in indexes
/// @param fileTimeout for one file
/// @param timeout for all files together
@ConfigurationProperties("xenlix.sitemap")
public record SitemapSettings(
        @DefaultValue("50MB") DataSize maxSize,
        @DefaultValue("50000") int maxUrlsPerFile,
        @DefaultValue("1000000") int maxUrls,
        @DefaultValue("1000") int maxFiles,
        @DefaultValue("5") int maxDepth,
        @DefaultValue("60s") Duration fileTimeout,
        @DefaultValue("10m") Duration timeout) {

    public SitemapSettings {
        if (maxSize.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "xenlix.sitemap.max-size must be positive: " + maxSize);
        }
        requirePositive("max-urls-per-file", maxUrlsPerFile);
        requirePositive("max-urls", maxUrls);
        requirePositive("max-files", maxFiles);
        requirePositive("max-depth", maxDepth);
        requirePositive("file-timeout", fileTimeout.toMillis());
        requirePositive("timeout", timeout.toMillis());
    }

    /// As they are where nobody says otherwise.
    public static SitemapSettings standard() {
        return new SitemapSettings(
                DataSize.ofMegabytes(50),
                50_000,
                1_000_000,
                1_000,
                5,
                Duration.ofSeconds(60),
                Duration.ofMinutes(10));
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "xenlix.sitemap." + name + " must be positive: " + value);
        }
    }
}
