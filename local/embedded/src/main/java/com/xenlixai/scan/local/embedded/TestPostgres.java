package com.xenlixai.scan.local.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The one place where tests choose their database server: a container where Docker answers, else
/// the embedded server. All tests of this JVM share the server; each takes a database of its own.
public final class TestPostgres {

    private static final String IMAGE = "postgres:18";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestPostgres() {}

    /// A new, empty database.
    public static Database freshDatabase() {
        return Shared.SERVER.create("test_" + COUNT.incrementAndGet());
    }

    private interface Server {
        Database create(String name);
    }

    private static final class Shared {
        private static final Server SERVER = Docker.isAvailable() ? container() : embedded();

        private static Server embedded() {
            return SharedByTests.untilTheEnd(EmbeddedPostgres.start())::database;
        }

        private static Server container() {
            var container = new PostgreSQLContainer(IMAGE);
            container.start();
            return name -> {
                try (var connection =
                                DriverManager.getConnection(
                                        container.getJdbcUrl(),
                                        container.getUsername(),
                                        container.getPassword());
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                } catch (SQLException e) {
                    throw new IllegalStateException("cannot make database " + name, e);
                }
                return new Database(
                        container.getHost(),
                        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                        name,
                        container.getUsername(),
                        container.getPassword());
            };
        }
    }
}
