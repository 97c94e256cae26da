package com.xenlixai.scan.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.client.StatusDocument;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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
                Cluster cluster = Cluster.start(ClusterPlan.oneOfEach(folder, farm.port()));
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

            for (Instance instance : cluster.all()) {
                instance.process().terminate(STOP_WITHIN);
            }
        }
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
