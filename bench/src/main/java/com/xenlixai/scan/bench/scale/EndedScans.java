package com.xenlixai.scan.bench.scale;

import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How many scans of a batch the gateway calls ended, looked at ten times a second.
final class EndedScans implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Instance gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EndCount count = new EndCount();
    private volatile String batch = "";
    private volatile long reports;
    private volatile @Nullable Thread watching;

    EndedScans(Instance gateway) {
        this.gateway = gateway;
    }

    void upload(List<String> urls) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.uri("/api/v1/scan-batches"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(String.join("\n", urls)))
                        .build();
        batch = send(request).path("batchId").asString();
        watching = Thread.ofVirtual().start(this::watchAlways);
    }

    private void watchAlways() {
        try {
            while (true) {
                look();
                Thread.sleep(GLANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        JsonNode counts =
                send(HttpRequest.newBuilder(gateway.uri("/api/v1/scan-batches/" + batch)).build())
                        .path("counts");
        reports = counts.path("FULL_READY").asLong();
        count.saw(
                Stream.of("FULL_READY", "FAILED", "CANCELLED")
                        .mapToLong(state -> counts.path(state).asLong())
                        .sum());
    }

    EndCount count() {
        return count;
    }

    /// How many came to a report.
    long reports() {
        return reports;
    }

    @Override
    public void close() throws InterruptedException {
        Thread thread = watching;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
