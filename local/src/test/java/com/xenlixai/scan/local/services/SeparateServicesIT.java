package com.xenlixai.scan.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.client.StatusDocument;
import com.xenlixai.scan.local.services.TraceCollector.Received;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A broker JVM, PostgreSQL and one process of each service from its executable jar, configured by
/// environment variables alone.
class SeparateServicesIT {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(45);
    private static final Duration WITHIN = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aPageIsScannedThroughHttpAndEveryServiceAnswersProbesAndStops(@TempDir Path folder)
            throws Exception {
        try (http;
                SiteFarm farm = SiteFarm.start();
                TraceCollector collector = new TraceCollector();
                Cluster cluster = Cluster.start(plan(folder, farm, collector));
                var client =
                        new GatewayClient(cluster.gateway().uri("").toString(), Optional.empty())) {
            for (Instance instance : cluster.all()) {
                assertThat(get(instance, "/livez").statusCode())
                        .as(instance.process().name())
                        .isEqualTo(200);
                assertThat(get(instance, "/readyz").statusCode())
                        .as(instance.process().name())
                        .isEqualTo(200);
                assertThat(get(instance, "/metrics").body())
                        .as(instance.process().name())
                        .contains("jvm_memory_used_bytes");
            }

            String scanId = client.submit(farm.url("/shop/copper-kettle"));
            List<String> seen = statesUntilTheEnd(client, scanId);

            assertThat(seen).last().isEqualTo("FULL_READY");
            assertThat(List.of("QUEUED", "RUNNING", "TEASER_READY", "FULL_READY"))
                    .containsSubsequence(seen);
            JsonNode report = client.full(scanId);
            assertThat(report.path("page").path("title").asString())
                    .isEqualTo("Copper gooseneck kettle, 0.9 l | Harbour Roastery");
            assertThat(report.path("score").isNumber()).isTrue();

            String traceId =
                    client.status(scanId, "", Duration.ZERO)
                            .orElseThrow()
                            .json()
                            .path("traceId")
                            .asString("");
            oneTraceOverAllServices(collector, traceId);
            assertThat(farm.traced()).as("requests that told a site of the trace").isZero();
            everyServiceIsWellAndKeepsToItsSeries(cluster);
            histogramsLeadToTheTrace(cluster, traceId);
            linesNameTheScanAndItsTrace(cluster, scanId, traceId);

            for (Instance instance : cluster.all()) {
                instance.process().terminate(STOP_WITHIN);
            }
        }
    }

    /// Logs as in production, every scan traced, spans sent at once.
    private static ClusterPlan plan(Path folder, SiteFarm farm, TraceCollector collector) {
        return ClusterPlan.oneOfEach(folder, farm.port())
                .with("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs")
                .with("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0")
                .with("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "200ms")
                .with(
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                        collector.endpoint());
    }

    private static void oneTraceOverAllServices(TraceCollector collector, String traceId) {
        assertThat(traceId).matches("[0-9a-f]{32}");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            List<Received> spans = collector.trace(traceId);
                            assertThat(spans)
                                    .extracting(span -> span.service() + ": " + span.name())
                                    .contains(
                                            "gateway: http post /api/v1/scan-jobs",
                                            "gateway: scan-status send",
                                            "stage-crawl: scan-crawl-interactive process",
                                            "stage-analyze: scan-analyze-interactive process",
                                            "stage-generate: scan-generate-interactive process",
                                            "gateway: scan-reports process");
                            Set<String> ids =
                                    spans.stream()
                                            .map(Received::spanId)
                                            .collect(Collectors.toSet());
                            assertThat(spans)
                                    .filteredOn(span -> !ids.contains(span.parentId()))
                                    .as("spans without a parent in the trace")
                                    .extracting(Received::name)
                                    .containsExactly("http post /api/v1/scan-jobs");
                            assertThat(spans)
                                    .filteredOn(span -> span.name().equals("scan-reports process"))
                                    .isNotEmpty()
                                    .allMatch(span -> span.linkedTraces().size() == 1);
                        });
    }

    private void everyServiceIsWellAndKeepsToItsSeries(Cluster cluster)
            throws IOException, InterruptedException {
        for (Instance instance : cluster.all()) {
            String name = instance.process().name();
            HttpResponse<String> health = get(instance, "/health/dependencies");
            assertThat(health.statusCode()).as("%s: %s", name, health.body()).isEqualTo(200);
            assertThat(health.body()).contains("\"broker\"");
            long series =
                    get(instance, "/metrics")
                            .body()
                            .lines()
                            .filter(l -> !l.startsWith("#"))
                            .count();
            System.out.printf("%s serves %d series%n", name, series);
            assertThat(series).as("series of %s", name).isLessThanOrEqualTo(500);
        }
    }

    private void histogramsLeadToTheTrace(Cluster cluster, String traceId)
            throws IOException, InterruptedException {
        Instance analyze = cluster.instances(Service.ANALYZE).getFirst();
        String scrape =
                http.send(
                                HttpRequest.newBuilder(analyze.uri("/metrics"))
                                        .header("Accept", "application/openmetrics-text")
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
        assertThat(scrape.lines())
                .filteredOn(line -> line.startsWith("scan_stage_duration_seconds_bucket"))
                .anyMatch(line -> line.contains("trace_id=\"" + traceId + "\""));
    }

    /// Every line is JSON, and each service has one that leads from the trace to the scan.
    private static void linesNameTheScanAndItsTrace(Cluster cluster, String scanId, String traceId)
            throws IOException {
        for (Instance instance : cluster.all()) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(instance.process().log())) {
                if (!line.startsWith("WARNING: ")) {
                    lines.add(JsonMapper.shared().readTree(line));
                }
            }
            assertThat(lines)
                    .as(instance.process().name())
                    .anyMatch(
                            line ->
                                    field(line, "scan", "id").equals(scanId)
                                            && field(line, "trace", "id").equals(traceId));
        }
    }

    /// Nested or with a dot in the name: both are the Elastic Common Schema.
    private static String field(JsonNode line, String object, String name) {
        String flat = line.path(object + "." + name).asString("");
        return flat.isEmpty() ? line.path(object).path(name).asString("") : flat;
    }

    private static List<String> statesUntilTheEnd(GatewayClient client, String scanId)
            throws InterruptedException {
        List<String> seen = new ArrayList<>();
        String known = "";
        long end = System.nanoTime() + WITHIN.toNanos();
        while (System.nanoTime() < end) {
            Optional<StatusDocument> changed =
                    client.status(
                            scanId, known, known.isEmpty() ? Duration.ZERO : Duration.ofSeconds(5));
            if (changed.isPresent()) {
                StatusDocument document = changed.get();
                known = document.etag();
                if (seen.isEmpty() || !seen.getLast().equals(document.status())) {
                    seen.add(document.status());
                }
                if (document.isTerminal()) {
                    return seen;
                }
            }
        }
        throw new AssertionError("no end within " + WITHIN + ", only " + seen);
    }

    private HttpResponse<String> get(Instance instance, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(instance.uri(path)).timeout(Duration.ofSeconds(10)).build(),
                BodyHandlers.ofString());
    }
}
