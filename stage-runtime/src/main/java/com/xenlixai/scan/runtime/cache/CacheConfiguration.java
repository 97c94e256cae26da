package com.xenlixai.scan.runtime.cache;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The shared store, for stages that keep results. They import it by name.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheSettings.class)
public class CacheConfiguration {

    @Bean
    CacheStore cacheStore(CacheSettings settings) {
        return CacheStore.of(settings);
    }
}
