package com.xenlixai.scan.gateway.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a tenant is forgotten.
///
/// @param quiet for how long nothing more must have been found before it is called done: what is
///     under way through the log and into the database must have arrived by then
@ConfigurationProperties("xenlix.erasure")
record ErasureSettings(@DefaultValue("1m") Duration quiet) {

    ErasureSettings {
        if (!quiet.isPositive()) {
            throw new IllegalArgumentException("xenlix.erasure.quiet must be positive: " + quiet);
        }
    }
}
