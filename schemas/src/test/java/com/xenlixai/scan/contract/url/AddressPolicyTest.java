package com.xenlixai.scan.contract.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static byte[] bytes(String address) {
        return Objects.requireNonNull(Literals.parse(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "223.255.255.255",
                "192.0.1.0",
                "192.88.98.255",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void publicAddressesMayBeConnectedTo(String address) {
        assertThat(AddressPolicy.publicOnly().refusal(bytes(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "168.63.129.16",
                "255.255.255.255",
                "198.51.100.1",
                "192.88.99.1",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::8.8.8.8",
                "::ffff:0:8.8.8.8",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::808:808",
                "2002:808:808::1",
                "2001:0:808:808::1",
                "2600::200:5efe:808:808",
                "3fff::1",
                "fec0::1",
                "ffff::1"
            })
    void everythingElseMayNot(String address) {
        assertThat(AddressPolicy.publicOnly().refusal(bytes(address))).isPresent();
    }

    @Test
    void anOpenedIpv4NetworkIsOpenInItsMappedFormToo() {
        var policy = new AddressPolicy(List.of(Network.parse("10.1.0.0/16")));
        assertThat(policy.refusal(bytes("10.1.2.3"))).isEmpty();
        assertThat(policy.refusal(bytes("::ffff:10.1.2.3"))).isEmpty();
        assertThat(policy.refusal(bytes("10.2.0.1"))).isPresent();
        assertThat(policy.refusal(bytes("::10.1.2.3"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "2001:db8::8:800:200c:417a",
                "1:0:0:2::3",
                "fe80::1:0:0:1"
            })
    void ipv6TextIsReadAsTheJdkReadsIt(String text) throws UnknownHostException {
        byte[] expected = InetAddress.ofLiteral(text).getAddress();
        assertThat(bytes(text)).isEqualTo(expected);
        assertThat(bytes(Literals.text(expected))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:2:3",
                "::1::",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::g",
                "1.2.3.4::",
                "%1",
                "::1%lo"
            })
    void whatIsNoIpv6AddressIsNone(String text) {
        assertThat(Literals.parseIpv6(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "ten/8", "10.0.0.0/x", ""})
    void whatIsNoNetworkIsRefusedByName(String text) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Network.parse(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
