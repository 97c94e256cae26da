package com.xenlixai.scan.bench.gateway;

import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.witness.Sighting.Polled;
import com.xenlixai.scan.bench.witness.Sighting.PostOutcome;
import com.xenlixai.scan.bench.witness.Sighting.Posted;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client behind a simple balancer: gateways in turn, the next one where a connection is refused.
/// It says nothing of what it has seen before. Thread-safe.
final class BalancedClient implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<Instance> gateways;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();

    BalancedClient(List<Instance> gateways) {
        this.gateways = List.copyOf(gateways);
    }

    /// An answer, or null where the connection broke.
    record Answer(String gateway, long begin, long end, @Nullable HttpResponse<String> response) {

        int status() {
            return response == null ? 0 : response.statusCode();
        }

        boolean hasRetryAfter() {
            return response != null && response.headers().firstValue("Retry-After").isPresent();
        }

        JsonNode json() {
            return JSON.readTree(response == null ? "{}" : response.body());
        }
    }

    Answer get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(), path);
    }

    /// Orders a scan.
    Posted post(long number, String url) throws InterruptedException {
        Answer answer =
                send(
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"url\":\"" + url + "\"}")),
                        "/api/v1/scan-jobs");
        boolean accepted = answer.status() == 202;
        return new Posted(
                number,
                answer.begin(),
                answer.end(),
                answer.gateway(),
                accepted ? PostOutcome.OK : PostOutcome.INFO,
                answer.status(),
                accepted ? answer.json().path("scanId").asString() : null);
    }

    /// Asks where a scan stands.
    Polled poll(String scanId) throws InterruptedException {
        Answer answer = get("/api/v1/scan-jobs/" + scanId + "/status");
        boolean told = answer.status() == 200;
        JsonNode state = told ? answer.json() : JSON.createObjectNode();
        return new Polled(
                answer.begin(),
                answer.end(),
                answer.gateway(),
                scanId,
                answer.status(),
                answer.hasRetryAfter(),
                told ? state.path("status").asString() : null,
                state.path("progress").asInt(-1),
                state.path("version").asLong(-1));
    }

    private Answer send(HttpRequest.Builder request, String path) throws InterruptedException {
        int first = turn.getAndIncrement();
        for (int i = 0; ; i++) {
            Instance gateway = gateways.get(Math.floorMod(first + i, gateways.size()));
            String name = gateway.process().name();
            long begin = System.nanoTime();
            try {
                HttpResponse<String> response =
                        http.send(
                                request.uri(gateway.uri(path)).timeout(TIMEOUT).build(),
                                BodyHandlers.ofString());
                return new Answer(name, begin, System.nanoTime(), response);
            } catch (ConnectException e) {
                if (i == gateways.size()) {
                    return new Answer(name, begin, System.nanoTime(), null);
                }
            } catch (IOException e) {
                return new Answer(name, begin, System.nanoTime(), null);
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
