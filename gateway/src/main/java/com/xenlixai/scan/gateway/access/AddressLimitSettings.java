package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.contract.url.Network;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much one address may ask of this gateway, and whose word counts for what an address is.
///
/// @param addressRate requests a second of one address, with and without keys; ten seconds' worth
///     may come at once; 0 for no limit
/// @param addressFailures requests a second that one address may make without a valid key where
///     keys are needed; ten seconds' worth may come at once; 0 for no limit
/// @param mostAddresses that are remembered; beyond it those are forgotten that are seldom seen
/// @param trustedProxies in CIDR form, as in `10.0.0.0/8`; `X-Forwarded-For` counts from these
///     alone, so from nobody by default
@ConfigurationProperties("xenlix.security")
record AddressLimitSettings(
        @DefaultValue("1000") int addressRate,
        @DefaultValue("1") int addressFailures,
        @DefaultValue("100000") int mostAddresses,
        @DefaultValue List<String> trustedProxies) {

    private static final int HIGHEST = 1_000_000;

    AddressLimitSettings {
        trustedProxies = List.copyOf(trustedProxies);
        check("address-rate", addressRate, 0);
        check("address-failures", addressFailures, 0);
        check("most-addresses", mostAddresses, 1);
        networks(trustedProxies);
    }

    private static void check(String name, int value, int lowest) {
        if (value < lowest || value > HIGHEST) {
            throw new IllegalArgumentException(
                    "xenlix.security.%s must be %d to %d: %d"
                            .formatted(name, lowest, HIGHEST, value));
        }
    }

    List<Network> trustedNetworks() {
        return networks(trustedProxies);
    }

    private static List<Network> networks(List<String> proxies) {
        try {
            return proxies.stream().map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "xenlix.security.trusted-proxies must be networks as in 10.0.0.0/8: " + proxies,
                    e);
        }
    }
}
