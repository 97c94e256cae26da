package com.xenlixai.scan.gateway.dependency;

import com.xenlixai.scan.gateway.broker.BrokerSettings;
import com.xenlixai.scan.gateway.pipeline.PipelineBoard;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/// Wires the health group `dependencies`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerSettings.class)
class DependencyConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean(destroyMethod = "close")
    Admin healthAdmin(BrokerSettings broker) {
        Map<String, Object> properties = broker.clientProperties();
        int timeout = (int) PATIENCE.toMillis();
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "gateway-health");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        return Admin.create(properties);
    }

    @Bean(destroyMethod = "close")
    DependencyWatch brokerHealthIndicator(Admin healthAdmin, Clock clock) {
        var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
        return new DependencyWatch(
                        "broker",
                        () ->
                                healthAdmin
                                        .describeCluster(options)
                                        .nodes()
                                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
                        clock)
                .begun();
    }

    @Bean(destroyMethod = "close")
    DependencyWatch databaseHealthIndicator(DatabaseClient database, Clock clock) {
        return new DependencyWatch(
                        "database",
                        () ->
                                database.sql("SELECT 1")
                                        .fetch()
                                        .first()
                                        .toFuture()
                                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
                        clock)
                .begun();
    }

    /// Whether the figures about lag are fresh; while they are not, alerts about lag are blind.
    @Bean
    HealthIndicator lagHealthIndicator(PipelineBoard board) {
        return () -> (board.isFresh() ? Health.up() : Health.down()).build();
    }
}
