package com.xenlixai.scan.bench.gateway;

import com.xenlixai.scan.bench.cluster.ChildProcess;
import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.JavaCommand;
import com.xenlixai.scan.bench.cluster.Service;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A broker, a database and gateways; no stages, so that what happens to scans is up to the
/// measurement.
final class Rig implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int MOST_TRIES = 30;

    private final Cluster cluster;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Rig(Path folder, int gateways) throws InterruptedException {
        // Nothing is fetched: any port will do.
        ClusterPlan plan =
                ClusterPlan.oneOfEach(folder, 443)
                        .with(Service.GATEWAY, gateways)
                        // What the driver has begun must not time out under it.
                        .with("XENLIX_JOB_TIMEOUT", "1h");
        for (Service service : List.of(Service.CRAWL, Service.ANALYZE, Service.GENERATE)) {
            plan = plan.with(service, 0);
        }
        // For where time goes: -Dxenlix.gateway.options=-XX:StartFlightRecording=…
        cluster =
                Cluster.start(plan.withJvmOptions(JavaCommand.optionsIn("xenlix.gateway.options")));
    }

    Cluster cluster() {
        return cluster;
    }

    int port() {
        return cluster.gateway().port();
    }

    ChildProcess gateway() {
        return cluster.gateway().process();
    }

    /// Uploads so many lines as NDJSON, which are made as they are sent.
    JsonNode upload(int lines) throws IOException, InterruptedException {
        Supplier<InputStream> body = () -> new UrlLines(lines);
        HttpRequest request =
                HttpRequest.newBuilder(instance().uri("/api/v1/scan-batches"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofInputStream(body))
                        .build();
        return send(request, 202);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(instance().uri(path)).timeout(TIMEOUT).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == 503) {
            TimeUnit.MILLISECONDS.sleep(500);
            answer = http.send(request, BodyHandlers.ofString());
        }
        return expect(answer, 200);
    }

    /// The ids of a batch's scans.
    List<String> scanIds(String batchId) throws IOException, InterruptedException {
        return results(batchId, scan -> scan.path("scanId").asString());
    }

    /// A gateway that is behind says so and is asked again.
    private HttpResponse<Stream<String>> lines(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
        for (int attempt = 1; answer.statusCode() == 503 && attempt < MOST_TRIES; attempt++) {
            answer.body().close();
            TimeUnit.SECONDS.sleep(1);
            answer = http.send(request, BodyHandlers.ofLines());
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
        }
        return answer;
    }

    /// How many of a batch's scans are in each state, one by one.
    Map<String, Long> recount(String batchId) throws IOException, InterruptedException {
        return results(batchId, scan -> scan.path("status").asString()).stream()
                .collect(
                        Collectors.groupingBy(
                                Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private <T> List<T> results(String batchId, Function<JsonNode, T> part)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                instance().uri("/api/v1/scan-batches/" + batchId + "/results"))
                        .timeout(TIMEOUT)
                        .build();
        try (var lines = lines(request).body()) {
            return lines.map(line -> part.apply(JSON.readTree(line))).toList();
        }
    }

    /// Waits until the batch has so many scans in that state.
    void awaitCount(String batchId, String state, int count, Duration within)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        String path = "/api/v1/scan-batches/" + batchId;
        JsonNode batch = get(path);
        while (batch.path("counts").path(state).asInt() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("still " + batch);
            }
            TimeUnit.MILLISECONDS.sleep(20);
            batch = get(path);
        }
    }

    private Instance instance() {
        return cluster.gateway();
    }

    private JsonNode send(HttpRequest request, int expected)
            throws IOException, InterruptedException {
        return expect(http.send(request, BodyHandlers.ofString()), expected);
    }

    private static JsonNode expect(HttpResponse<String> answer, int expected) {
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /// A sum over the gateway's series of that name.
    double series(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(instance().uri("/metrics")).build();
        return http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws InterruptedException {
        http.shutdownNow();
        cluster.close();
    }
}
