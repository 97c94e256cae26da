package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.database.DatabaseGuard;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/// Who may call, and from where.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AccessSettings.class,
    AddressLimitSettings.class,
    CorsSettings.class
})
class AccessConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);

    @Bean
    CorsFilter corsFilter(CorsSettings settings) {
        return new CorsFilter(settings);
    }

    @Bean
    AddressFilter addressFilter(AddressLimitSettings settings, Clock clock) {
        return new AddressFilter(
                new CallerAddresses(settings.trustedNetworks()),
                new AddressAllowances(settings, clock));
    }

    @Bean
    KeyStore keyStore(DatabaseClient database) {
        return new KeyStore(database);
    }

    @Bean
    KeyRing keyRing(KeyStore keys, DatabaseGuard guard, Clock clock) {
        return new KeyRing(keys, guard, clock);
    }

    @Bean
    Allowances allowances(
            DatabaseClient database, LiveScans live, AccessSettings settings, Clock clock) {
        return new Allowances(new SharedLeases(database), live, settings.liveScans(), clock);
    }

    /// Where nobody needs a key nothing is counted.
    @Bean
    TenantQuotas tenantQuotas(
            AccessSettings settings,
            Environment environment,
            KeyStore keys,
            Allowances allowances,
            Clock clock) {
        return settings.needsKeys(environment.getProperty("server.address"))
                ? new KeyedQuotas(keys, allowances, clock)
                : (_, _) -> Mono.just(UrlQuota.UNLIMITED);
    }

    /// Fails, and the start with it, when strangers could come in unasked.
    @Bean
    WebFilter keyFilter(
            AccessSettings settings, Environment environment, KeyRing keys, Allowances allowances) {
        String address = environment.getProperty("server.address");
        if (settings.needsKeys(address)) {
            return new KeyFilter(keys, allowances);
        }
        if (settings.letsStrangersIn(address)) {
            LOG.warn("API keys are off: whoever reaches this gateway may do everything");
        }
        return (exchange, chain) -> chain.filter(exchange);
    }

    @Bean
    Admission admission(AddressFilter addressFilter, @Qualifier("keyFilter") WebFilter keyFilter) {
        return new Admission(addressFilter, keyFilter instanceof KeyFilter filter ? filter : null);
    }
}
