package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.url.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class CallerAddressesTest {

    private static final String PROXY = "10.0.0.7";

    private static String seen(List<String> trusted, String peer, String... forwardedFor) {
        var addresses = new CallerAddresses(trusted.stream().map(Network::parse).toList());
        var request =
                MockServerHttpRequest.get("/api/v1/scan-jobs")
                        .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 4711))
                        .header("X-Forwarded-For", forwardedFor)
                        .build();
        return addresses.of(request).orElseThrow().getHostAddress();
    }

    @Test
    void byDefaultNobodyIsBelieved() {
        assertThat(seen(List.of(), PROXY, "203.0.113.9")).isEqualTo(PROXY);
    }

    @Test
    void oneWhoIsNoProxyOfOursIsNotBelieved() {
        assertThat(seen(List.of("10.0.0.0/8"), "198.51.100.1", "203.0.113.9"))
                .isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                     | 203.0.113.9",
                "203.0.113.9:51000               | 203.0.113.9",
                "[2001:db8::5]:51000             | 2001:db8:0:0:0:0:0:5",
                "2001:db8::5                     | 2001:db8:0:0:0:0:0:5",
                "::ffff:203.0.113.9              | 203.0.113.9",
                "1.1.1.1, 203.0.113.9            | 203.0.113.9",
                "1.1.1.1, 203.0.113.9, 10.0.0.8  | 203.0.113.9",
                "10.0.0.8                        | 10.0.0.8",
                "1.1.1.1, unknown                | 10.0.0.7",
                "1.1.1.1, unknown, 10.0.0.8      | 10.0.0.8",
                "evil.example                    | 10.0.0.7",
                "''                              | 10.0.0.7",
            })
    void theLastAddressCountsThatAProxyOfOursHasSeen(String forwardedFor, String expected) {
        assertThat(seen(List.of("10.0.0.0/8"), PROXY, forwardedFor)).isEqualTo(expected);
    }

    @Test
    void severalFieldsAreOneList() {
        assertThat(seen(List.of("10.0.0.0/8"), PROXY, "1.1.1.1", "203.0.113.9, 10.0.0.8"))
                .isEqualTo("203.0.113.9");
    }
}
