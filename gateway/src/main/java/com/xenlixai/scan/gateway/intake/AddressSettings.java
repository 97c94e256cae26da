package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.Network;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which addresses this installation scans beyond the public ones; the crawler's own settings, so
/// that what it would refuse is refused at the door.
///
/// @param allowNetworks opened although they are not public, in CIDR form
/// @param allowPorts the only ports that are connected to
@ConfigurationProperties("xenlix.crawl")
record AddressSettings(
        @DefaultValue List<String> allowNetworks,
        @DefaultValue({"80", "443", "8080", "8443"}) Set<Integer> allowPorts) {

    AddressSettings {
        allowNetworks = List.copyOf(allowNetworks);
        allowPorts = Set.copyOf(allowPorts);
        for (int port : allowPorts) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "xenlix.crawl.allow-ports must be 1 to 65535: " + port);
            }
        }
    }

    AddressPolicy addresses() {
        return new AddressPolicy(networks());
    }

    private List<Network> networks() {
        try {
            return allowNetworks.stream().map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.allow-networks must be networks as in 127.0.0.0/8: "
                            + e.getMessage(),
                    e);
        }
    }
}
