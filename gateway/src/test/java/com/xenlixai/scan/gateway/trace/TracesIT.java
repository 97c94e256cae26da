package com.xenlixai.scan.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.gateway.TestGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TracesIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final TestGateway gateway = TestGateway.shared();

    @Test
    void aScanBelongsToTheTraceOfTheRequestThatOrderedIt() {
        JsonNode accepted =
                json(
                        gateway.send(
                                        "POST",
                                        "/api/v1/scan-jobs",
                                        "{\"url\":\"https://www.example.com/traced\"}",
                                        "Content-Type",
                                        "application/json",
                                        "traceparent",
                                        "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .body());
        assertThat(status(accepted).at("/traceId").asString("")).isEqualTo(TRACE);
    }

    @Test
    void scansOfABatchHaveTracesOfTheirOwn() {
        JsonNode batch =
                json(
                        gateway.send(
                                        "POST",
                                        "/api/v1/scan-batches",
                                        "https://www.example.com/1\nhttps://www.example.com/2\n",
                                        "Content-Type",
                                        "text/plain",
                                        "traceparent",
                                        "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .body());
        String list = "/api/v1/scan-jobs?batchId=" + batch.at("/batchId").asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> json(gateway.get(list).body()).at("/jobs").size() == 2);
        List<String> traces =
                json(gateway.get(list).body())
                        .at("/jobs")
                        .valueStream()
                        .map(job -> status(job).at("/traceId").asString(""))
                        .toList();
        assertThat(traces)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .doesNotContain(TRACE)
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    /// Elsewhere Prometheus takes one for an error and throws the whole scrape away.
    @Test
    void exemplarsStandOnBucketsAndCountersAlone() {
        gateway.send(
                "POST",
                "/api/v1/scan-jobs",
                "{\"url\":\"https://www.example.com/exemplar\"}",
                "Content-Type",
                "application/json",
                "traceparent",
                "00-" + TRACE + "-00f067aa0ba902b7-01");
        List<String> lines =
                gateway.send("GET", "/metrics", null, "Accept", "application/openmetrics-text")
                        .body()
                        .lines()
                        .filter(line -> line.contains(" # {"))
                        .toList();
        assertThat(lines).anyMatch(line -> line.startsWith("http_server_requests_seconds_bucket"));
        assertThat(lines).allMatch(line -> line.matches("\\w+_(bucket|total)[{ ].*"));
    }

    private JsonNode status(JsonNode job) {
        return json(
                gateway.get("/api/v1/scan-jobs/" + job.at("/scanId").asString() + "/status")
                        .body());
    }

    private static JsonNode json(String body) {
        return MAPPER.readTree(body);
    }
}
