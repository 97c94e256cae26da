package com.xenlixai.scan.gateway.access;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/// Who may call, and from where.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsSettings.class)
class AccessConfiguration {

    private static final Duration PREFLIGHT_AGE = Duration.ofHours(1);

    @Bean
    CorsWebFilter corsFilter(CorsSettings settings) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(settings.corsOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
        cors.setAllowedHeaders(
                List.of(
                        "Authorization",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-None-Match",
                        "If-State-At-Least",
                        "Last-Event-ID",
                        "Prefer",
                        "X-API-Key"));
        cors.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "RateLimit"));
        cors.setMaxAge(PREFLIGHT_AGE);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return new CorsWebFilter(source);
    }
}
