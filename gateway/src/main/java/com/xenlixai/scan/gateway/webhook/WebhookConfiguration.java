package com.xenlixai.scan.gateway.webhook;

import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.outbound.GuardedHttp;
import com.xenlixai.scan.gateway.round.Rounds;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/// Wires webhooks.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    DeliveryStore deliveryStore(DatabaseClient database, WebhookSettings settings) {
        return new DeliveryStore(database, settings);
    }

    @Bean
    SecretStore secretStore(
            DatabaseClient database, TransactionalOperator transaction, WebhookSettings settings) {
        return new SecretStore(database, transaction, new SecureRandom(), settings.secretOverlap());
    }

    @Bean
    Callbacks callbacks(
            DatabaseClient database,
            DatabaseGuard guard,
            DeliveryStore deliveries,
            JsonMapper json,
            Clock clock) {
        return new Callbacks(database, guard, deliveries, json, clock);
    }

    @Bean
    TenantWebhooks tenantWebhooks(DatabaseClient database, DatabaseGuard guard) {
        return new TenantWebhooks(database, guard);
    }

    @Bean
    Rounds webhookRounds(
            DeliveryStore deliveries,
            SecretStore secrets,
            DatabaseGuard guard,
            GuardedHttp http,
            UrlPolicy urls,
            WebhookSettings settings,
            Clock clock) {
        var backoff = new Backoff(settings.firstPause(), new SecureRandom());
        return new Rounds(
                "webhooks",
                settings.pollInterval(),
                new Postman(deliveries, secrets, guard, http, urls, settings, backoff, clock));
    }
}
