package com.xenlixai.scan.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Too much of anything is refused with its reason, and costs little.
class OversizeIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String JOBS = "/api/v1/scan-jobs";
    private static final String BATCHES = "/api/v1/scan-batches";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.shared();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.body().length()).isLessThan(4_000);
        return MAPPER.readTree(answer.body());
    }

    private static HttpResponse<String> order(String body, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "Content-Type";
        headers[1] = "application/json";
        System.arraycopy(more, 0, headers, 2, more.length);
        return gateway.send("POST", JOBS, body, headers);
    }

    private static JsonNode taken(String body, String type) {
        HttpResponse<String> answer = gateway.send("POST", BATCHES, body, "Content-Type", type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return MAPPER.readTree(answer.body());
    }

    @Test
    void aBodyOfMoreThan64KilobytesIsTooLargeWithAndWithoutItsLength() {
        String body =
                "{\"url\":\"https://a.example.com/\",\"features\":[" + " ".repeat(70_000) + "]}";

        problem(order(body), 413);
        HttpRequest unknown =
                HttpRequest.newBuilder(gateway.uri(JOBS))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.fromPublisher(
                                        BodyPublishers.ofByteArrays(
                                                List.of(new byte[40_000], new byte[40_000]))))
                        .build();
        problem(gateway.send(unknown), 413);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() {
        problem(order("{}", "Content-Encoding", "gzip"), 415);
        problem(
                gateway.send(
                        "POST",
                        BATCHES,
                        "x",
                        "Content-Type",
                        "text/plain",
                        "Content-Encoding",
                        "br"),
                415);
    }

    @Test
    void deepJsonIsMalformed() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);

        problem(order("{\"url\":" + deep + "}"), 400);
        JsonNode taken =
                taken("{\"url\":%s}\n".formatted("[".repeat(4_000)), "application/x-ndjson");
        assertThat(taken.get("rejected").intValue()).isEqualTo(1);
    }

    @Test
    void numbersOfAnySizeAreMalformed() {
        for (String number : List.of("1e999999999", "9".repeat(5_000), "-1", "0.5")) {
            problem(
                    order(
                            "{\"url\":\"https://a.example.com/\",\"timeoutSeconds\":%s}"
                                    .formatted(number)),
                    400);
        }
    }

    @Test
    void aLongUrlIsRefusedAlsoAsALine() {
        String url = "https://a.example.com/" + "a".repeat(9_000);

        problem(order("{\"url\":\"%s\"}".formatted(url)), 400);
        JsonNode taken = taken(url + "\nhttps://a.example.com/ok\n", "text/plain");
        assertThat(taken.get("accepted").intValue()).isEqualTo(1);
        assertThat(taken.at("/rejections/0/line").intValue()).isEqualTo(1);
        assertThat(taken.at("/rejections/0/value").stringValue().length()).isLessThan(300);
    }

    @Test
    void anEndlessLineIsOneRejectionAndTheRestGoesOn() {
        JsonNode taken =
                taken("x".repeat(3_000_000) + "\nhttps://a.example.com/after\n", "text/plain");

        assertThat(taken.get("accepted").intValue()).isEqualTo(1);
        assertThat(taken.get("rejected").intValue()).isEqualTo(1);
    }

    @Test
    void ofManyRejectionsTheFirstHundredAreTold() {
        JsonNode taken = taken("nonsense\n".repeat(5_000), "text/plain");

        assertThat(taken.get("rejected").intValue()).isEqualTo(5_000);
        assertThat(taken.get("rejections")).hasSize(100);
    }

    @Test
    void manyUnknownMembersAreToldOnlySoFar() {
        var body = new StringBuilder("{\"url\":\"https://a.example.com/\"");
        for (int i = 0; i < 3_000; i++) {
            body.append(",\"").append("x".repeat(5)).append(i).append("\":1");
        }

        JsonNode problem = problem(order(body.append('}').toString()), 400);

        assertThat(problem.get("errors").size()).isBetween(1, 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 4_000})
    void aLongIdempotencyKeyIsMalformed(int length) {
        problem(
                order(
                        "{\"url\":\"https://a.example.com/\"}",
                        "Idempotency-Key",
                        "k".repeat(length)),
                400);
    }

    @ParameterizedTest
    @CsvSource({"cursor, 400", "limit, 400", "status, 400"})
    void aLongParameterIsMalformed(String name, int status) {
        problem(gateway.get(JOBS + "?" + name + "=" + "9".repeat(3_000)), status);
    }

    @Test
    void aLongIdIsUnknown() {
        problem(gateway.get(JOBS + "/" + "a".repeat(3_000) + "/status"), 404);
        problem(gateway.get(JOBS + "/" + "a".repeat(3_000) + "/full"), 404);
        problem(gateway.get(BATCHES + "/" + "a".repeat(3_000)), 404);
    }
}
