package com.xenlixai.scan.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.RawAnswer;
import com.xenlixai.scan.gateway.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is sent to the gateway, what goes wrong is told as RFC 9457 says, and says nothing of
/// the insides.
class ProblemsIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int FUZZED_REQUESTS = Integer.getInteger("xenlix.test.fuzzed", 1_500);
    private static final int MOST_LOST = 10;
    private static final List<String> INSIDES =
            List.of(
                    "java.",
                    "org.spring",
                    "reactor.",
                    "com.xenlix",
                    "tools.jackson",
                    "netty",
                    "Exception",
                    "\tat ",
                    "select ",
                    "/work/",
                    "io.r2dbc",
                    "<html",
                    "Whitelabel");

    private static TestGateway gateway;
    private static int lost;

    @BeforeAll
    static void start() {
        gateway = TestGateway.shared();
    }

    private static void isProblem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("content-type"))
                .as("%s of %s", answer, answer.body())
                .contains("application/problem+json");
        isProblem(answer.statusCode(), answer.body());
        if (answer.statusCode() == 503 || answer.statusCode() == 429) {
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
        }
    }

    private static void isProblem(int status, String body) {
        JsonNode problem = MAPPER.readTree(body);
        assertThat(problem.at("/type").stringValue()).startsWith("urn:xenlix:problem:");
        assertThat(problem.at("/title").stringValue()).isNotBlank();
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(INSIDES).noneMatch(body::contains);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing/here, 404",
        "GET, /api/v1/unknown, 404",
        "GET, /api/v1/scan-jobs/none/teaser, 404",
        "GET, /api/v1/scan-jobs/none/full, 404",
        "POST, /api/v1/scan-jobs/none/unlock, 404",
        "DELETE, /api/v1/scan-jobs/none/teaser, 405",
        "PATCH, /api/v1/scan-jobs/none/full, 405",
        "GET, /api/v1/scan-jobs/none/unlock, 405",
        "GET, /api/v1/scan-jobs/%00/full, 404",
        "GET, /actuator/env, 404",
        "GET, /env, 404",
        "GET, /heapdump, 404",
    })
    void refusalIsAProblemDocument(String method, String path, int status) {
        HttpResponse<String> answer = gateway.send(method, path, null);

        assertThat(answer.statusCode()).isEqualTo(status);
        isProblem(answer);
    }

    @Test
    void refusedMethodIsToldWhichOnesAreAllowed() {
        HttpResponse<String> answer = gateway.send("PUT", "/api/v1/scan-jobs/none/teaser", "x");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow").orElse("")).contains("GET");
    }

    @Test
    void mediaTypeThatIsNotThereIsAProblemDocumentNevertheless() {
        HttpResponse<String> answer =
                gateway.get("/api/v1/scan-jobs/none/full", "Accept", "image/png");

        assertThat(answer.statusCode()).isEqualTo(406);
        isProblem(answer);
    }

    @Test
    void headHasTheStatusWithoutTheBody() {
        HttpResponse<String> answer = gateway.send("HEAD", "/api/v1/scan-jobs/none/full", null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\nbroken header\u0001: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "BREW\u0000 / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /api/v1/scan-jobs/a/unlock HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "POST /api/v1/scan-jobs/a/unlock HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                        + "Transfer-Encoding: nonsense\r\nConnection: close\r\n\r\nx",
                "GET /nothing HTTP/9.9\r\nHost: a\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n",
            })
    void whatIsNoHttpIsRefusedWithAProblemDocument(String bytes) throws IOException {
        isRawProblem(raw(bytes));
    }

    @Test
    void tooLongAddressIsAProblemDocument() throws IOException {
        isRawProblem(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    }

    @Test
    void tooLargeHeaderFieldsAreAProblemDocument() throws IOException {
        isRawProblem(
                raw("GET / HTTP/1.1\r\nHost: a\r\nX-Large: " + "a".repeat(12_000) + "\r\n\r\n"));
    }

    private static void isRawProblem(String answer) {
        assertThat(answer).matches("(?s)HTTP/\\d\\.\\d [45]\\d\\d .*");
        int split = answer.indexOf("\r\n\r\n");
        assertThat(answer.substring(0, split).toLowerCase(java.util.Locale.ROOT))
                .contains("content-type: application/problem+json");
        isProblem(Integer.parseInt(answer.substring(9, 12)), answer.substring(split + 4));
    }

    private static String raw(String bytes) throws IOException {
        return RawAnswer.of(gateway.port(), bytes).text();
    }

    @Test
    void malformedIfNoneMatchIsAsGoodAsNone() {
        HttpResponse<String> answer =
                gateway.send("GET", "/api/v1/scan-jobs/x/status", null, "If-None-Match", "1");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void nothingThatIsSentMakesTheGatewayTellItsInsides() {
        long seed = Long.getLong("xenlix.fuzz.seed", 20_261_124L);
        var random = new Random(seed);
        for (int i = 0; i < FUZZED_REQUESTS; i++) {
            HttpRequest request = FuzzedRequests.next(random, gateway);
            HttpResponse<String> answer = answered(request, seed);
            if (answer.statusCode() >= 400) {
                if (!request.method().equals("HEAD")) {
                    isProblem(answer);
                }
                assertThat(answer.statusCode())
                        .as("seed %d, request %d: %s %s", seed, i, request.method(), request.uri())
                        .isNotEqualTo(500);
            }
        }
    }

    /// Reactor Netty now and then loses an answer that was given before the request's body had
    /// come: such a request is sent once more on another connection.
    private static HttpResponse<String> answered(HttpRequest request, long seed) {
        try {
            return gateway.send(request);
        } catch (UncheckedIOException e) {
            lost++;
            assertThat(lost).as("lost answers, seed %d", seed).isLessThanOrEqualTo(MOST_LOST);
            return gateway.send(request);
        }
    }
}
