package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.contract.url.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Tells which address a request comes from. What proxies say of it counts only as far as these
/// are trusted: anybody can write an `X-Forwarded-For`.
final class CallerAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<Network> trusted;

    CallerAddresses(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /// The address nearest to the caller that somebody trusted has seen; empty where the connection
    /// has none.
    Optional<InetAddress> of(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) {
            return Optional.empty();
        }
        InetAddress nearest = peer.getAddress();
        List<String> hops =
                request.getHeaders().getOrEmpty(FORWARDED_FOR).stream()
                        .flatMap(field -> List.of(field.split(",", -1)).stream())
                        .toList()
                        .reversed();
        for (String hop : hops) {
            InetAddress before = isTrusted(nearest) ? parsed(hop.strip()) : null;
            if (before == null) {
                break;
            }
            nearest = before;
        }
        return Optional.of(nearest);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address.getAddress()));
    }

    /// With or without a port, as proxies write it; null where it is neither.
    private static @Nullable InetAddress parsed(String hop) {
        String address = hop;
        int bracket = hop.indexOf(']');
        if (hop.startsWith("[") && bracket > 0) {
            address = hop.substring(1, bracket);
        } else if (hop.indexOf(':') >= 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
            address = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
