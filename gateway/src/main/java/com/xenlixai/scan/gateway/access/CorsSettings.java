package com.xenlixai.scan.gateway.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which other web sites may call the API from their visitors' browsers.
///
/// @param corsOrigins origins as in `https://app.example.com`, none by default; never `*`
@ConfigurationProperties("xenlix.security")
record CorsSettings(@DefaultValue List<String> corsOrigins) {

    CorsSettings {
        corsOrigins = List.copyOf(corsOrigins);
        for (String origin : corsOrigins) {
            if (!origin.matches("https?://[^/*\\s]+")) {
                throw new IllegalArgumentException(
                        "xenlix.security.cors-origins must be origins as in"
                                + " https://app.example.com: "
                                + origin);
            }
        }
    }
}
