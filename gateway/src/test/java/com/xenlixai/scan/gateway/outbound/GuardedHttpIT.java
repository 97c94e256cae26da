package com.xenlixai.scan.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.Network;
import com.xenlixai.scan.contract.url.ScanUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedHttpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LoopbackServer server;

    @BeforeEach
    void start() {
        server = LoopbackServer.start();
        server.text("/", "hello");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ScanUrl url(String host) {
        return new ScanUrl("http", host, server.port(), "/");
    }

    private static GuardedHttp publicOnly(Lookup lookup) {
        return new GuardedHttp(AddressPolicy.publicOnly(), lookup, "test");
    }

    private static GuardedHttp onLoopback() {
        return new GuardedHttp(
                new AddressPolicy(List.of(Network.parse("127.0.0.0/8"))),
                InetAddress::getAllByName,
                "test");
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] all = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            all[i] = InetAddress.getByName(literals[i]);
        }
        return all;
    }

    @Test
    void allowedAddressIsReached() throws Exception {
        try (GuardedHttp http = onLoopback();
                Answer answer = http.get(url("127.0.0.1"), Map.of(), PATIENCE)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("hello");
        }
    }

    @Test
    void literalsAndNamesThatLeadInsideAreRefused() {
        try (GuardedHttp http = publicOnly(_ -> addresses("127.0.0.1"))) {
            for (String host : List.of("127.0.0.1", "inside.example.com")) {
                assertThatThrownBy(() -> http.get(url(host), Map.of(), PATIENCE))
                        .isInstanceOf(RefusedAddressException.class);
            }
        }
        assertThat(server.asked("/")).isEmpty();
    }

    @Test
    void oneForbiddenAnswerAmongOthersRefusesThemAll() {
        try (GuardedHttp http = publicOnly(_ -> addresses("93.184.216.34", "127.0.0.1"))) {
            assertThatThrownBy(() -> http.get(url("mixed.example.com"), Map.of(), PATIENCE))
                    .isInstanceOf(RefusedAddressException.class);
        }
    }

    @Test
    void nameThatChangesItsMindIsJudgedEachTime() throws Exception {
        var asked = new AtomicInteger();
        var policy = new AddressPolicy(List.of(Network.parse("127.0.0.1/32")));
        Lookup rebinding = _ -> addresses(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2");
        try (GuardedHttp http = new GuardedHttp(policy, rebinding, "test")) {
            ScanUrl url = url("rebinding.example.com");
            http.get(url, Map.of(), PATIENCE).close();

            assertThatThrownBy(() -> http.get(url, Map.of(), PATIENCE))
                    .isInstanceOf(RefusedAddressException.class);
        }
        assertThat(asked).hasValue(2);
        assertThat(server.asked("/")).hasSize(1);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        server.route(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", server.url("/inside"));
                    LoopbackServer.send(exchange, 302, new byte[0]);
                });
        try (GuardedHttp http = onLoopback();
                Answer answer = http.get(url("127.0.0.1"), Map.of(), PATIENCE)) {
            assertThat(answer.status()).isEqualTo(302);
        }
        assertThat(server.asked("/inside")).isEmpty();
    }

    @Test
    void bodyThatNeverEndsIsCutAtTheDeadline() {
        server.route(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (true) {
                            exchange.getResponseBody().write(new byte[64 << 10]);
                            exchange.getResponseBody().flush();
                        }
                    } catch (IOException e) {
                        exchange.close();
                    }
                });
        try (GuardedHttp http = onLoopback()) {
            assertThatThrownBy(
                            () -> {
                                try (Answer answer =
                                        http.get(
                                                url("127.0.0.1"),
                                                Map.of(),
                                                Duration.ofMillis(300))) {
                                    answer.body().transferTo(OutputStream.nullOutputStream());
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }
}
