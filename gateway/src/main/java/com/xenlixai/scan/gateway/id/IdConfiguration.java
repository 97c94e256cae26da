package com.xenlixai.scan.gateway.id;

import com.xenlixai.scan.gateway.database.SharedSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the ids with the secret that all gateways share.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdSettings.class)
class IdConfiguration {

    private static final String SECRET = "ids";

    @Bean
    JobIds jobIds(IdSettings settings, SharedSecrets shared, Clock clock) {
        byte[] secret =
                settings.secret().isEmpty()
                        ? shared.secret(SECRET)
                        : settings.secret().getBytes(StandardCharsets.UTF_8);
        return new JobIds(secret, clock, new SecureRandom());
    }
}
