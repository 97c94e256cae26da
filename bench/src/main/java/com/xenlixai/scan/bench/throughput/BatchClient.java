package com.xenlixai.scan.bench.throughput;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of one gateway, as a team with a list of URLs and a person with one URL use it.
final class BatchClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final URI gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BatchClient(URI gateway) {
        this.gateway = gateway;
    }

    /// Uploads the URLs as NDJSON.
    ///
    /// @return the batch's id
    String upload(List<String> urls) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (String url : urls) {
            lines.append(JSON.writeValueAsString(Map.of("url", url))).append('\n');
        }
        JsonNode answer =
                send(post("/api/v1/scan-batches", "application/x-ndjson", lines.toString()), 202);
        int accepted = answer.path("accepted").asInt();
        if (accepted != urls.size()) {
            throw new IllegalStateException("accepted only " + accepted + ": " + answer);
        }
        return answer.path("batchId").asString();
    }

    /// Counts of the batch's scans by state.
    JsonNode batch(String id, String query) throws IOException, InterruptedException {
        return send(get("/api/v1/scan-batches/" + id + query), 200);
    }

    /// Orders one scan and waits for its full report.
    ///
    /// @return from POST to FULL_READY
    Duration scan(String url) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String body = JSON.writeValueAsString(Map.of("url", url));
        String id =
                send(post("/api/v1/scan-jobs", "application/json", body), 202)
                        .path("scanId")
                        .asString();
        while (true) {
            JsonNode state = send(get("/api/v1/scan-jobs/" + id + "/status?wait=20s"), 200);
            switch (state.path("status").asString()) {
                case "FULL_READY" -> {
                    return Duration.ofNanos(System.nanoTime() - begin);
                }
                case "FAILED", "CANCELLED" ->
                        throw new IllegalStateException("scan ended badly: " + state);
                default -> {
                    // Not there yet: the next call waits for the next change.
                }
            }
        }
    }

    /// Ends all scans of a batch that have not ended.
    void cancel(String id) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(gateway.resolve("/api/v1/scan-batches/" + id))
                        .timeout(TIMEOUT)
                        .DELETE()
                        .build(),
                202);
    }

    /// Ids of some scans of a batch.
    List<String> scanIds(String batch, int limit) throws IOException, InterruptedException {
        JsonNode page = send(get("/api/v1/scan-jobs?batchId=" + batch + "&limit=" + limit), 200);
        List<String> ids = new ArrayList<>();
        page.path("jobs").forEach(job -> ids.add(job.path("scanId").asString()));
        return ids;
    }

    private HttpRequest post(String path, String type, String body) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT).build();
    }

    private JsonNode send(HttpRequest request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
