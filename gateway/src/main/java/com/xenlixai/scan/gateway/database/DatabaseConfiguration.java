package com.xenlixai.scan.gateway.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/// Migrates the schema, then offers a bounded pool of reactive connections.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    // Statements are few, but lists of ids vary in length: an unbounded cache would grow with them.
    private static final int PREPARED_STATEMENTS = 128;

    @Bean
    Schema schema(DatabaseSettings settings) {
        return new Schema(settings);
    }

    @Bean(destroyMethod = "dispose")
    @DependsOn("schema")
    ConnectionPool connectionPool(DatabaseSettings settings) {
        var connections =
                new PostgresqlConnectionFactory(
                        PostgresqlConnectionConfiguration.builder()
                                .host(settings.host())
                                .port(settings.port())
                                .database(settings.database())
                                .username(settings.username())
                                .password(settings.password())
                                .sslMode(SSLMode.fromValue(settings.sslMode()))
                                .connectTimeout(settings.connectTimeout())
                                .statementTimeout(settings.statementTimeout())
                                .preparedStatementCacheQueries(PREPARED_STATEMENTS)
                                .tcpKeepAlive(true)
                                .codecRegistrar(new RawBytes())
                                .applicationName("xenlix-gateway")
                                .build());
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(connections)
                        .name("gateway")
                        .initialSize(0)
                        .maxSize(settings.poolSize())
                        .maxAcquireTime(settings.acquireTimeout())
                        .maxCreateConnectionTime(settings.connectTimeout())
                        .maxIdleTime(Duration.ofMinutes(10))
                        .maxLifeTime(Duration.ofHours(1))
                        .build());
    }

    @Bean
    DatabaseClient databaseClient(ConnectionPool pool) {
        return DatabaseClient.create(pool);
    }

    @Bean
    TransactionalOperator databaseTransaction(ConnectionPool pool) {
        return TransactionalOperator.create(new R2dbcTransactionManager(pool));
    }

    @Bean
    DatabaseGuard databaseGuard(DatabaseSettings settings) {
        return new DatabaseGuard(settings);
    }

    @Bean
    DayPartitions dayPartitions(DatabaseClient database, TransactionalOperator transaction) {
        return new DayPartitions(database, transaction);
    }

    @Bean
    SharedSecrets sharedSecrets(Schema schema) {
        return new SharedSecrets(schema.database(), new SecureRandom());
    }
}
