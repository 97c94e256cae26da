package com.xenlixai.scan.gateway.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether callers need keys.
///
/// @param apiKeys true: they do; false: everybody may do everything; unset: they do not, and the
///     gateway starts only when nobody but this machine can reach it
/// @param liveScans scans of one tenant that may be under way at once where keys are needed; 0 for
///     any number
@ConfigurationProperties("xenlix.security")
record AccessSettings(@Nullable Boolean apiKeys, @DefaultValue("2000000") int liveScans) {

    AccessSettings {
        if (liveScans < 0) {
            throw new IllegalArgumentException(
                    "xenlix.security.live-scans must not be negative: " + liveScans);
        }
    }

    /// Whether keys are needed on a gateway that listens there.
    ///
    /// @param address an address or name of this machine; null or empty for all its addresses
    /// @throws IllegalStateException when others could reach a gateway that nobody has said needs
    ///     no keys
    boolean needsKeys(@Nullable String address) {
        if (apiKeys != null) {
            return apiKeys;
        }
        if (!isLoopback(address)) {
            throw new IllegalStateException(
                    "the gateway would listen on "
                            + (address == null || address.isBlank() ? "all addresses" : address)
                            + " and let everybody in. Set xenlix.security.api-keys to true (keys are"
                            + " made by ./xenlix keys create) or, where something else keeps"
                            + " strangers out, to false; or set server.address to 127.0.0.1.");
        }
        return false;
    }

    /// Whether everybody is let in who can reach that address, and others can.
    boolean letsStrangersIn(@Nullable String address) {
        return Boolean.FALSE.equals(apiKeys) && !isLoopback(address);
    }

    private static boolean isLoopback(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
