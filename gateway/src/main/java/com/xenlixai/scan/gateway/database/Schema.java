package com.xenlixai.scan.gateway.database;

import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The schema, brought up to date. It is no Flyway bean, since Spring Boot would then have its own
/// idea of what comes before and after it.
public final class Schema {

    private static final Duration LONGEST_RETRY_PAUSE = Duration.ofSeconds(5);

    private final DataSource database;

    /// Migrates; waits for the database as long as the settings say.
    ///
    /// @throws org.flywaydb.core.api.FlywayException when it cannot be reached or migrated
    public Schema(DatabaseSettings settings) {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(settings.jdbcUrl(), settings.username(), settings.password())
                        .locations("classpath:db/migration")
                        .connectRetries(
                                (int) settings.startPatience().dividedBy(LONGEST_RETRY_PAUSE))
                        .connectRetriesInterval((int) LONGEST_RETRY_PAUSE.toSeconds())
                        .load();
        flyway.migrate();
        database = flyway.getConfiguration().getDataSource();
    }

    /// Blocking connections, not pooled: for start-up and commands only.
    public DataSource database() {
        return database;
    }
}
