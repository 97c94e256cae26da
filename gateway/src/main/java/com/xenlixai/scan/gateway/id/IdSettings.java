package com.xenlixai.scan.gateway.id;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How ids are made.
///
/// @param secret what ids are signed with, at least 16 bytes and the same for all gateways; empty
///     for one that the gateways share through the database
@ConfigurationProperties("xenlix.ids")
public record IdSettings(@DefaultValue("") String secret) {

    private static final int LEAST_BYTES = 16;

    public IdSettings {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 0 && bytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "xenlix.ids.secret must be empty or have at least " + LEAST_BYTES + " bytes");
        }
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "IdSettings[secret=" + (secret.isEmpty() ? "shared" : "set") + "]";
    }
}
