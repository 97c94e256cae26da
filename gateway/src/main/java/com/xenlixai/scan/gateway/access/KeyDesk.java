package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.database.DatabaseSettings;
import com.xenlixai.scan.gateway.database.Schema;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Where keys are made, looked at and revoked, by someone who has the database's password. Blocking:
/// for the command line.
public final class KeyDesk {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final int MOST_REQUESTS = 1_000_000;

    private final DataSource database;
    private final SecureRandom random = new SecureRandom();

    /// Brings the schema up to date first.
    public KeyDesk(DatabaseSettings settings) {
        database = new Schema(settings).database();
    }

    /// What a new key is to be good for.
    ///
    /// @param requestsPerSecond lasting rate; ten seconds' worth may come at once
    /// @param expiresAt from when on it is none, or null
    public record Order(
            String tenant,
            String name,
            boolean premium,
            Set<Scope> scopes,
            int requestsPerSecond,
            int urlsPerDay,
            @Nullable Instant expiresAt) {

        public Order {
            scopes = Set.copyOf(scopes);
            if (!TENANT.matcher(tenant).matches()) {
                throw new IllegalArgumentException(
                        "a tenant is 1 to 63 lower-case letters, digits, - and _: " + tenant);
            }
            if (scopes.isEmpty()) {
                throw new IllegalArgumentException("a key without scopes opens nothing");
            }
            if (requestsPerSecond < 1 || requestsPerSecond > MOST_REQUESTS) {
                throw new IllegalArgumentException(
                        "the rate must be 1 to " + MOST_REQUESTS + ": " + requestsPerSecond);
            }
            if (urlsPerDay < 1) {
                throw new IllegalArgumentException("the quota must be positive: " + urlsPerDay);
            }
        }
    }

    /// A new key.
    ///
    /// @param text what its owner sends; it is kept nowhere
    public record Made(String id, String text) {}

    /// Makes a key.
    public Made create(Order order) {
        KeyText text = KeyText.mint(random);
        run(
                """
                insert into api_key (id, tenant, name, plan, scopes, requests_per_second, urls_per_day,
                    sha256, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                insert -> {
                    insert.setString(1, text.id());
                    insert.setString(2, order.tenant());
                    insert.setString(3, order.name());
                    insert.setString(4, order.premium() ? "premium" : "teaser");
                    insert.setArray(5, array(insert.getConnection(), order.scopes()));
                    insert.setInt(6, order.requestsPerSecond());
                    insert.setInt(7, order.urlsPerDay());
                    insert.setBytes(8, text.sha256());
                    insert.setTimestamp(
                            9,
                            order.expiresAt() == null ? null : Timestamp.from(order.expiresAt()));
                    return insert.executeUpdate();
                });
        return new Made(text.id(), text.whole());
    }

    /// All keys, the oldest first.
    public List<ApiKey> list() {
        return run(
                """
                select id, tenant, name, plan, scopes, requests_per_second, urls_per_day, created_at,
                    expires_at, revoked_at
                from api_key order by created_at, id
                """,
                select -> {
                    List<ApiKey> keys = new ArrayList<>();
                    try (ResultSet found = select.executeQuery()) {
                        while (found.next()) {
                            keys.add(key(found));
                        }
                    }
                    return keys;
                });
    }

    /// Ends a key; every gateway refuses it within seconds.
    ///
    /// @return whether there is a key of that id
    public boolean revoke(String id) {
        return run(
                "update api_key set revoked_at = coalesce(revoked_at, now()) where id = ?",
                update -> {
                    update.setString(1, id);
                    return update.executeUpdate() == 1;
                });
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not serve keys", e);
        }
    }

    private static Array array(Connection connection, Set<Scope> scopes) throws SQLException {
        return connection.createArrayOf(
                "text", scopes.stream().map(Scope::text).sorted().toArray());
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("name"),
                row.getString("plan").equals("premium"),
                KeyStore.scopes((String[]) row.getArray("scopes").getArray()),
                row.getInt("requests_per_second"),
                row.getInt("urls_per_day"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
