package com.xenlixai.scan.contract.url;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which addresses may be connected to, judged on their bytes: public unicast ones, and what an
/// operator allows on top. Space that nobody has assigned yet is refused as well. Immutable.
///
/// An IPv4-mapped address is the IPv4 address that it holds, and one under the well-known NAT64
/// prefix is reached as that one: both are judged by what they embed. All other forms that embed
/// IPv4 (compatible, 6to4, Teredo, local NAT64, ISATAP) are refused.
///
/// Source: IANA special-purpose address registries (RFC 6890), RFC 6052, RFC 5214.
public final class AddressPolicy {

    /// One range that is never public and why.
    private record Special(Network network, String why) {
        Special(String network, String why) {
            this(Network.parse(network), why);
        }
    }

    private static final List<Special> IPV4 =
            List.of(
                    new Special("0.0.0.0/8", "this network"),
                    new Special("10.0.0.0/8", "private"),
                    new Special("100.64.0.0/10", "carrier-grade NAT"),
                    new Special("127.0.0.0/8", "loopback"),
                    new Special("168.63.129.16/32", "cloud metadata"),
                    new Special("169.254.0.0/16", "link-local"),
                    new Special("172.16.0.0/12", "private"),
                    new Special("192.0.0.0/24", "special purpose"),
                    new Special("192.0.2.0/24", "documentation"),
                    new Special("192.88.99.0/24", "6to4 relay"),
                    new Special("192.168.0.0/16", "private"),
                    new Special("198.18.0.0/15", "benchmarking"),
                    new Special("198.51.100.0/24", "documentation"),
                    new Special("203.0.113.0/24", "documentation"),
                    new Special("224.0.0.0/4", "multicast"),
                    new Special("240.0.0.0/4", "reserved"));

    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private static final List<Special> IPV6 =
            List.of(
                    new Special("2001::/23", "special purpose"),
                    new Special("2001:db8::/32", "documentation"),
                    new Special("2002::/16", "6to4"),
                    new Special("3fff::/20", "documentation"));

    private final List<Network> allowed;

    /// @param allowed networks that are opened although they are not public
    public AddressPolicy(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /// Public addresses only.
    public static AddressPolicy publicOnly() {
        return new AddressPolicy(List.of());
    }

    /// Whether an operator has opened anything: then names are judged by where they lead.
    public boolean opensPrivateNetworks() {
        return !allowed.isEmpty();
    }

    /// Why the address is refused, in a word or two; empty when it may be connected to.
    ///
    /// @param address 4 or 16 bytes in network order
    public Optional<String> refusal(byte[] address) {
        byte[] embedded = embeddedIpv4(address);
        byte[] judged = embedded == null ? address : embedded;
        if (allowed.stream().anyMatch(network -> network.contains(judged))) {
            return Optional.empty();
        }
        return judged.length == 4 ? firstOf(IPV4, judged) : refusalOfIpv6(judged);
    }

    private static Optional<String> refusalOfIpv6(byte[] address) {
        if (!GLOBAL_UNICAST.contains(address)) {
            return Optional.of("not global unicast");
        }
        if ((address[8] & 0xFD) == 0
                && address[9] == 0
                && address[10] == 0x5E
                && address[11] == (byte) 0xFE) {
            return Optional.of("ISATAP");
        }
        return firstOf(IPV6, address);
    }

    private static Optional<String> firstOf(List<Special> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.network().contains(address))
                .map(Special::why)
                .findFirst();
    }

    private static byte @Nullable [] embeddedIpv4(byte[] address) {
        if (address.length != 16) {
            return null;
        }
        return isMapped(address) || NAT64.contains(address)
                ? Arrays.copyOfRange(address, 12, 16)
                : null;
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xFF && address[11] == (byte) 0xFF;
    }
}
