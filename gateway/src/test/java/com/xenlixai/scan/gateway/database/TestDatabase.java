package com.xenlixai.scan.gateway.database;

import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/// A database of its own with the gateway's schema, for tests of what is kept there.
public final class TestDatabase implements AutoCloseable {

    private final ConnectionPool pool;
    private final DatabaseClient client;
    private final TransactionalOperator transaction;
    private final DatabaseGuard guard;
    private final DayPartitions partitions;

    private TestDatabase(DatabaseSettings settings) {
        var wiring = new DatabaseConfiguration();
        wiring.schema(settings);
        pool = wiring.connectionPool(settings);
        client = wiring.databaseClient(pool);
        transaction = wiring.databaseTransaction(pool);
        guard = wiring.databaseGuard(settings);
        partitions = new DayPartitions(client, transaction);
    }

    public static TestDatabase open() {
        Database database = TestPostgres.freshDatabase();
        Map<String, String> values =
                Map.of(
                        "xenlix.database.url", database.url(),
                        "xenlix.database.username", database.username(),
                        "xenlix.database.password", database.password());
        return new TestDatabase(
                new Binder(new MapConfigurationPropertySource(values))
                        .bindOrCreate("xenlix.database", DatabaseSettings.class));
    }

    public DatabaseClient client() {
        return client;
    }

    public DatabaseGuard guard() {
        return guard;
    }

    public DayPartitions partitions() {
        return partitions;
    }

    /// As another gateway has them: with a memory of its own.
    public DayPartitions anotherPartitions() {
        return new DayPartitions(client, transaction);
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
