package com.xenlixai.scan.gateway.series;

import com.xenlixai.scan.gateway.GatewayApplication;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what is served on `/metrics`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BuildInfo.Settings.class)
class SeriesConfiguration {

    /// Static, so that it is there before the first meter is.
    @Bean
    static MeterFilter servedSeries() {
        return new ServedSeries();
    }

    @Bean
    BuildInfo buildInfo(BuildInfo.Settings settings) {
        return BuildInfo.of(GatewayApplication.class, settings, "gateway");
    }
}
