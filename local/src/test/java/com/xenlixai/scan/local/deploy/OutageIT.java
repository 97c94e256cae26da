package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.deploy.Family.Source;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people notice of an outage of the broker and of a restart, and who is told: `mvn
/// -Pobservability -pl local -am verify`.
@Tag("observability")
class OutageIT {

    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(75);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anOutageOfTheBrokerIsRefusedInTimeToldAndNeedsNoRestart(@TempDir Path folder)
            throws Exception {
        Tool.PROMETHEUS.locate();
        Tool.ALERTMANAGER.locate();
        try (SiteFarm farm = SiteFarm.start();
                Cluster cluster = Cluster.start(ClusterPlan.oneOfEach(folder, farm.port()));
                Monitoring monitoring = new Monitoring(folder, targets(cluster));
                var client = client(cluster)) {
            String before = client.submit(farm.url("/faq"));
            ended(client, before);

            cluster.broker().kill();
            Instant killed = Instant.now();
            List<Long> refusals = new ArrayList<>();
            for (int attempt = 0; attempt < 5; attempt++) {
                long start = System.nanoTime();
                HttpResponse<String> answer = order(cluster, farm.url("/faq"));
                refusals.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            System.out.println("orders refused after, in ms: " + refusals);
            assertThat(refusals).allMatch(millis -> millis < BOUND.toMillis());
            assertThat(get(cluster, "/api/v1/scan-jobs/" + before + "/status").statusCode())
                    .isEqualTo(200);
            assertThat(get(cluster, "/readyz").statusCode()).isEqualTo(200);
            await().atMost(WITHIN)
                    .until(() -> get(cluster, "/health/dependencies").statusCode() == 503);
            await().atMost(WITHIN)
                    .until(() -> monitoring.heard().stream().anyMatch(a -> a.contains("ScanLag")));
            System.out.printf(
                    "from the broker's end to %s: %d s%n",
                    monitoring.heard(), Duration.between(killed, Instant.now()).toSeconds());

            cluster.broker().start();
            cluster.broker().awaitReady(WITHIN);
            Instant back = Instant.now();
            await().atMost(WITHIN)
                    .until(() -> order(cluster, farm.url("/faq")).statusCode() == 202);
            System.out.printf(
                    "from the broker's return to the first 202: %d ms%n",
                    Duration.between(back, Instant.now()).toMillis());
            ended(client, client.submit(farm.url("/docs/quickstart")));
            await().atMost(WITHIN)
                    .until(() -> get(cluster, "/health/dependencies").statusCode() == 200);
            assertThat(cluster.all()).allMatch(instance -> instance.process().starts() == 1);
        }
    }

    @Test
    void aRestartUnderLoadLosesNothingAndAnswersNobodyWithAnError(@TempDir Path folder)
            throws Exception {
        try (SiteFarm farm = SiteFarm.start(20, 0);
                Cluster cluster = Cluster.start(ClusterPlan.oneOfEach(folder, farm.port()));
                ScanPolls polls = new ScanPolls(farm, cluster.gateway().uri("/"));
                var client = client(cluster)) {
            await().atMost(WITHIN).until(() -> polls.accepted().size() >= 40);
            for (Instance instance : cluster.all().reversed()) {
                Duration took = instance.process().terminate(STOP_WITHIN);
                System.out.printf(
                        "%s stopped in %d ms%n", instance.process().name(), took.toMillis());
                instance.process().start();
                instance.process().awaitReady(WITHIN);
            }
            int seen = polls.accepted().size();
            await().atMost(WITHIN).until(() -> polls.accepted().size() >= seen + 20);
            Map<Integer, Integer> answers = polls.stop();
            for (String scanId : polls.accepted()) {
                ended(client, scanId);
            }
            System.out.printf(
                    "%d scans, answers by status %s, unanswered while the gateway was away %d%n",
                    polls.accepted().size(), answers, polls.unanswered());
            assertThat(polls.errors()).isZero();
        }
    }

    private static GatewayClient client(Cluster cluster) {
        return new GatewayClient(cluster.gateway().uri("").toString(), Optional.empty());
    }

    private static void ended(GatewayClient client, String scanId) {
        await().atMost(WITHIN)
                .until(() -> client.status(scanId, "", Duration.ZERO).orElseThrow().isTerminal());
    }

    private HttpResponse<String> order(Cluster cluster, String url)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(cluster.gateway().uri("/api/v1/scan-jobs"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"url\":\"" + url + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Cluster cluster, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(cluster.gateway().uri(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, List<String>> targets(Cluster cluster) {
        URI gateway = cluster.gateway().uri("/");
        return Map.of(Source.GATEWAY.job(), List.of(gateway.getHost() + ":" + gateway.getPort()));
    }
}
