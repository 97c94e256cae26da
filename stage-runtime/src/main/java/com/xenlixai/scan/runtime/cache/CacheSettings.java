package com.xenlixai.scan.runtime.cache;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The PostgreSQL that instances share results through. Without it each has its own memory alone.
///
/// @param url `postgresql://host:port/database`, without user or parameters; empty for none
/// @param sslMode as PostgreSQL's clients know it
/// @param poolSize connections of one instance at most
/// @param timeout for a connection and for an answer; later the instance works without
/// @param maxEntries values in the table at most; those that would end first go first
@ConfigurationProperties("xenlix.cache")
public record CacheSettings(
        @DefaultValue("") String url,
        @DefaultValue("xenlix") String username,
        @DefaultValue("") String password,
        @DefaultValue("prefer") String sslMode,
        @DefaultValue("4") int poolSize,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("1000000") int maxEntries) {

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    public CacheSettings {
        if (!url.isEmpty() && !isDatabase(url)) {
            throw new IllegalArgumentException(
                    "xenlix.cache.url must be as postgresql://localhost:5432/xenlix, without user"
                            + " and parameters: "
                            + url);
        }
        if (!SSL_MODES.contains(sslMode.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "xenlix.cache.ssl-mode must be one of " + SSL_MODES + ": " + sslMode);
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException(
                    "xenlix.cache.pool-size must be positive: " + poolSize);
        }
        if (timeout.compareTo(Duration.ofMillis(250)) < 0) {
            throw new IllegalArgumentException(
                    "xenlix.cache.timeout must be at least 250ms: " + timeout);
        }
        if (maxEntries < 1) {
            throw new IllegalArgumentException(
                    "xenlix.cache.max-entries must be positive: " + maxEntries);
        }
    }

    String jdbcUrl() {
        long seconds = Math.max(1, timeout.toSeconds());
        return "jdbc:%s?sslmode=%s&connectTimeout=%d&socketTimeout=%d&ApplicationName=xenlix-cache"
                .formatted(
                        url.replaceFirst("^postgres:", "postgresql:"),
                        sslMode.toLowerCase(Locale.ROOT),
                        seconds,
                        seconds);
    }

    private static boolean isDatabase(String url) {
        try {
            URI uri = URI.create(url);
            return ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPath().length() > 1
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Without the password.
    @Override
    public String toString() {
        return "CacheSettings[url=" + url + ", username=" + username + "]";
    }
}
