package com.xenlixai.scan.gateway.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Secrets that all gateways share and that outlive restarts, as what ids are signed with. The
/// first gateway to ask for one makes it. Blocking: for start-up only.
public final class SharedSecrets {

    private static final int BYTES = 32;

    private final DataSource database;
    private final SecureRandom random;

    SharedSecrets(DataSource database, SecureRandom random) {
        this.database = database;
        this.random = random;
    }

    /// The secret of that name: 32 bytes, the same for every gateway of this database.
    ///
    /// @throws IllegalStateException when the database does not answer
    public byte[] secret(String name) {
        byte[] candidate = new byte[BYTES];
        random.nextBytes(candidate);
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into gateway_secret (name, secret) values (?, ?) on conflict do nothing")) {
                insert.setString(1, name);
                insert.setBytes(2, candidate);
                insert.executeUpdate();
            }
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "select secret from gateway_secret where name = ?")) {
                select.setString(1, name);
                try (ResultSet found = select.executeQuery()) {
                    if (!found.next()) {
                        throw new IllegalStateException("the secret " + name + " has vanished");
                    }
                    return found.getBytes(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the secret " + name + " cannot be read", e);
        }
    }
}
