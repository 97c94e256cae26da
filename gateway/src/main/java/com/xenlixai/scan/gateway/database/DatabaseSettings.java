package com.xenlixai.scan.gateway.database;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where PostgreSQL is and how much of it the gateway may use.
///
/// @param url `postgresql://host:port/database`, without user or parameters
/// @param sslMode as PostgreSQL's clients know it: disable, allow, prefer, require, verify-ca or
///     verify-full
/// @param poolSize connections at most
/// @param connectTimeout for one new connection
/// @param acquireTimeout for a free connection; beyond it the answer is 503
/// @param statementTimeout after which the server gives one statement up
/// @param startPatience how long a starting gateway waits for the database before it gives up
@ConfigurationProperties("xenlix.database")
public record DatabaseSettings(
        @DefaultValue("postgresql://localhost:5432/xenlix") String url,
        @DefaultValue("xenlix") String username,
        @DefaultValue("") String password,
        @DefaultValue("prefer") String sslMode,
        @DefaultValue("10") int poolSize,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("3s") Duration acquireTimeout,
        @DefaultValue("10s") Duration statementTimeout,
        @DefaultValue("60s") Duration startPatience) {

    private static final int DEFAULT_PORT = 5432;
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    public DatabaseSettings {
        String problem = problemOf(url);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("xenlix.database.url " + problem);
        }
        if (!SSL_MODES.contains(sslMode.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "xenlix.database.ssl-mode must be one of " + SSL_MODES + ": " + sslMode);
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException(
                    "xenlix.database.pool-size must be positive: " + poolSize);
        }
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("acquire-timeout", acquireTimeout);
        requirePositive("statement-timeout", statementTimeout);
        if (startPatience.isNegative()) {
            throw new IllegalArgumentException(
                    "xenlix.database.start-patience must not be negative: " + startPatience);
        }
    }

    String host() {
        String host = parsed(url).getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int port = parsed(url).getPort();
        return port < 0 ? DEFAULT_PORT : port;
    }

    String database() {
        return parsed(url).getPath().substring(1);
    }

    String jdbcUrl() {
        URI uri = parsed(url);
        return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=%d"
                .formatted(
                        uri.getHost(),
                        port(),
                        database(),
                        sslMode.toLowerCase(Locale.ROOT),
                        Math.max(1, connectTimeout.toSeconds()));
    }

    /// Without the password.
    @Override
    public String toString() {
        return "DatabaseSettings["
                + url
                + ", username="
                + username
                + ", poolSize="
                + poolSize
                + "]";
    }

    private static String problemOf(String url) {
        URI uri;
        try {
            uri = parsed(url);
        } catch (IllegalArgumentException e) {
            return "is no URL";
        }
        String scheme = uri.getScheme();
        if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
            return "must begin with postgresql://";
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            return "must name a host and a database, as in postgresql://localhost:5432/xenlix";
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
            return "must have no user, password or parameters: they are settings of their own";
        }
        return "";
    }

    private static URI parsed(String url) {
        return URI.create(url);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.database." + name + " must be positive: " + value);
        }
    }
}
