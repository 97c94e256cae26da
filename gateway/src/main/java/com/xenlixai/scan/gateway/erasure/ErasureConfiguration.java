package com.xenlixai.scan.gateway.erasure;

import com.xenlixai.scan.gateway.access.TenantData;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/// Wires the erasing of tenants.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ErasureSettings.class)
class ErasureConfiguration {

    @Bean
    ErasureStore erasureStore(DatabaseClient database, DatabaseGuard guard) {
        return new ErasureStore(database, guard);
    }

    @Bean
    ErasureRounds erasureRounds(
            ErasureStore store, List<TenantData> data, ErasureSettings settings) {
        return new ErasureRounds(store, data, settings.quiet());
    }
}
