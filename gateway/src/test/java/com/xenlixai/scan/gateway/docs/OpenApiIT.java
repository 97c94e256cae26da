package com.xenlixai.scan.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.gateway.TestGateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The description of the API and the running service say the same.
class OpenApiIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static TestGateway gateway;
    private static ApiContract contract;

    @BeforeAll
    static void start() {
        gateway = TestGateway.shared();
        contract =
                ApiContract.of(gateway.get("/v3/api-docs").body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsServedIsDescribedAndWhatIsDescribedIsServed() {
        Set<String> served = new TreeSet<>();
        gateway.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(
                        mapping ->
                                mapping.getPatternsCondition()
                                        .getPatterns()
                                        .forEach(
                                                pattern ->
                                                        mapping.getMethodsCondition()
                                                                .getMethods()
                                                                .forEach(
                                                                        method ->
                                                                                served.add(
                                                                                        method + " "
                                                                                                + pattern))));
        served.removeIf(operation -> !operation.contains(" /api/"));

        assertThat(contract.operations()).isEqualTo(served);
    }

    private static void fits(String schema, HttpResponse<String> answer) {
        assertThat(contract.misfits(schema, MAPPER.readTree(answer.body()))).isEmpty();
    }

    @Test
    void scanAndItsStatusAreAsDescribed() {
        HttpResponse<String> accepted =
                gateway.send(
                        "POST",
                        "/api/v1/scan-jobs",
                        "{\"url\":\"https://bakery.example.com/\"}",
                        "Content-Type",
                        "application/json");
        assertThat(accepted.statusCode()).isEqualTo(202);
        fits("Accepted", accepted);
        String id = MAPPER.readTree(accepted.body()).get("scanId").stringValue();
        fits("Status", gateway.get("/api/v1/scan-jobs/" + id + "/status"));
        fits("ScanPage", gateway.get("/api/v1/scan-jobs?limit=5"));
        HttpResponse<String> early = gateway.get("/api/v1/scan-jobs/" + id + "/full");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.headers().firstValue("retry-after")).isPresent();
        fits("Problem", early);
        fits("Problem", gateway.send("DELETE", "/api/v1/scan-jobs/" + id + "?purge=true", null));
    }

    @Test
    void schedulesAndWebhooksAreAsDescribed() {
        HttpResponse<String> schedule =
                gateway.send(
                        "POST",
                        "/api/v1/schedules",
                        "{\"url\":\"https://bakery.example.com/\",\"cron\":\"0 0 1 1 *\",\"name\":\"x\"}",
                        "Content-Type",
                        "application/json");
        assertThat(schedule.statusCode()).as(schedule.body()).isEqualTo(201);
        fits("Schedule", schedule);
        fits("Schedules", gateway.get("/api/v1/schedules"));
        fits("Deliveries", gateway.get("/api/v1/webhooks/deliveries"));
        fits("Secrets", gateway.get("/api/v1/webhooks/secret"));
        fits("Problem", gateway.get("/api/v1/webhooks/deliveries?state=NONE"));
    }

    @Test
    void pipelineIsAsDescribed() {
        HttpResponse<String> pipeline =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> gateway.get("/api/v1/pipeline?history=true"),
                                answer -> answer.statusCode() == 200);

        fits("Pipeline", pipeline);
    }

    @Test
    void malformedOrderIsAProblemAsDescribed() {
        HttpResponse<String> answer =
                gateway.send(
                        "POST",
                        "/api/v1/scan-jobs",
                        "{\"url\":7}",
                        "Content-Type",
                        "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        fits("Problem", answer);
        JsonNode errors = MAPPER.readTree(answer.body()).get("errors");
        assertThat(errors.get(0).get("field").stringValue()).isEqualTo("url");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html",
        "/docs/docs.js, text/javascript",
        "/docs/ui/swagger-ui.css, text/css",
        "/docs/ui/swagger-ui-bundle.js, text/javascript",
        "/, text/html",
        "/app/main.js, text/javascript",
        "/app/style.css, text/css",
    })
    void pagesComeFromTheGatewayItself(String path, String type) {
        HttpResponse<String> answer = gateway.get(path, "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith(type);
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(answer.body()).doesNotContain("https://cdn").doesNotContain("http://cdn");
    }
}
