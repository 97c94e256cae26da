package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.gateway.TestGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What one address may ask of a gateway, behind a proxy that is trusted and tells the address, and
/// what one tenant may have under way.
class LimitsIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String JOBS = "/api/v1/scan-jobs?limit=1";
    private static final String MADE_UP =
            "xk_live_000000000000_0000000000000000000000000000000000000000000";
    private static final String[] SETTINGS = {
        "xenlix.security.trusted-proxies=127.0.0.1/32", "xenlix.security.address-rate=3"
    };

    private static KeyedGateway keyed;
    private static TestGateway open;

    @BeforeAll
    static void start() {
        keyed =
                KeyedGateway.start(
                        Stream.concat(
                                        Stream.of(SETTINGS),
                                        Stream.of("xenlix.security.live-scans=4"))
                                .toArray(String[]::new));
        open = TestGateway.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        open.close();
        keyed.close();
    }

    private static HttpResponse<String> ask(TestGateway gateway, String address, String... more) {
        List<String> headers = new ArrayList<>(List.of("X-Forwarded-For", address));
        headers.addAll(List.of(more));
        return gateway.get(JOBS, headers.toArray(String[]::new));
    }

    /// The answer that is the first of another status, and how many came before it.
    private record Turn(int before, HttpResponse<String> answer) {}

    private static Turn askUntilNot(
            int status, TestGateway gateway, String address, String... more) {
        for (int answered = 0; answered < 200; answered++) {
            HttpResponse<String> answer = ask(gateway, address, more);
            if (answer.statusCode() != status) {
                return new Turn(answered, answer);
            }
        }
        throw new AssertionError("no end of " + status);
    }

    private static void isRefusal(HttpResponse<String> answer, String policy) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.headers().firstValueAsLong("retry-after").orElse(0)).isEqualTo(1);
        assertThat(MAPPER.readTree(answer.body()).at("/violated-policies/0").stringValue())
                .isEqualTo(policy);
    }

    @Test
    void whoAsksTooOftenWithoutKeysIsToldWhenToComeAgainAndOthersAreNot() {
        HttpResponse<String> first = ask(open, "203.0.113.1");
        assertThat(first.headers().firstValue("ratelimit-policy"))
                .contains("\"address\";q=30;w=10");
        assertThat(first.headers().firstValue("ratelimit").orElse(""))
                .matches("\"address\";r=(28|29|30);t=[01]");

        Turn turn = askUntilNot(200, open, "203.0.113.1");

        assertThat(turn.before()).isBetween(29, 150);
        isRefusal(turn.answer(), "address");
        assertThat(turn.answer().headers().firstValue("ratelimit").orElse(""))
                .startsWith("\"address\";r=0;t=");
        assertThat(ask(open, "203.0.113.2").statusCode()).isEqualTo(200);
        assertThat(ask(open, "203.0.113.1, 203.0.113.3").statusCode()).isEqualTo(200);
    }

    @Test
    void aTenantsScansUnderWayAreLimitedAndEndedOnesCountNoMore() {
        String key = keyed.key("busy", true, KeyedGateway.ALL);
        String lines = "https://busy.example.com/?%d\n".repeat(4).formatted(1, 2, 3, 4);
        HttpResponse<String> upload = post(key, "/api/v1/scan-batches", "text/plain", lines);
        assertThat(upload.statusCode()).as(upload.body()).isEqualTo(202);

        await().atMost(PATIENCE).until(() -> order(key).statusCode() == 429);

        HttpResponse<String> refused = order(key);
        assertThat(MAPPER.readTree(refused.body()).at("/violated-policies/0").stringValue())
                .isEqualTo("scans");
        assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isEqualTo(5);
        assertThat(post(key, "/api/v1/scan-batches", "text/plain", lines).statusCode())
                .isEqualTo(429);
        String other = keyed.key("idle", true, KeyedGateway.ALL);
        assertThat(order(other).statusCode()).isEqualTo(202);

        String batch = MAPPER.readTree(upload.body()).path("batchId").stringValue();
        keyed.gateway().send("DELETE", "/api/v1/scan-batches/" + batch, "", "X-API-Key", key);
        await().atMost(PATIENCE).until(() -> order(key).statusCode() == 202);
    }

    private static HttpResponse<String> order(String key) {
        return post(
                key,
                "/api/v1/scan-jobs",
                "application/json",
                "{\"url\":\"https://busy.example.com/one\"}");
    }

    private static HttpResponse<String> post(String key, String path, String type, String body) {
        return keyed.gateway().send("POST", path, body, "X-API-Key", key, "Content-Type", type);
    }

    @Test
    void onlyTheApiIsLimited() {
        askUntilNot(200, open, "203.0.113.4");

        assertThat(open.get("/livez", "X-Forwarded-For", "203.0.113.4").statusCode())
                .isEqualTo(200);
    }

    @Test
    void thisMachineIsNotLimited() {
        for (int i = 0; i < 100; i++) {
            assertThat(open.get(JOBS).statusCode()).isEqualTo(200);
        }
        assertThat(open.get(JOBS).headers().firstValue("ratelimit")).isEmpty();
    }

    @Test
    void aKeysLimitsAndItsAddresssAreToldTogether() {
        String key = keyed.key("bakery", true, KeyedGateway.ALL);

        HttpResponse<String> answer = ask(keyed.gateway(), "203.0.113.5", "X-API-Key", key);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("ratelimit-policy"))
                .containsExactly(
                        "\"address\";q=30;w=10, \"requests\";q=100000;w=10,"
                                + " \"polls\";q=100000;w=10, \"urls\";q=10000;w=86400");
        isRefusal(
                askUntilNot(200, keyed.gateway(), "203.0.113.5", "X-API-Key", key).answer(),
                "address");
    }

    @Test
    void whoFailsTooOftenIsRefusedWithoutLockingOutAKeyThatIsKnown() {
        String key = keyed.key("bakery", true, Set.of(Scope.SCAN_READ));
        String address = "203.0.113.6";
        assertThat(ask(keyed.gateway(), address, "X-API-Key", key).statusCode()).isEqualTo(200);

        Turn turn = askUntilNot(401, keyed.gateway(), address, "X-API-Key", MADE_UP);

        assertThat(turn.before()).isBetween(10, 28);
        isRefusal(turn.answer(), "failures");
        isRefusal(ask(keyed.gateway(), address), "failures");
        assertThat(ask(keyed.gateway(), address, "X-API-Key", key).statusCode()).isEqualTo(200);
        assertThat(ask(keyed.gateway(), "203.0.113.7").statusCode()).isEqualTo(401);
    }
}
