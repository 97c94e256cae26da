package com.xenlixai.scan.local.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The REST calls of a client. Every call has a deadline; a 503 is tried again within it, as its
/// `Retry-After` asks. Thread-safe.
public final class GatewayClient implements AutoCloseable {

    private static final Duration CALL_DEADLINE = Duration.ofSeconds(30);
    private static final Duration UPLOAD_DEADLINE = Duration.ofHours(1);
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(5);
    private static final int UNAVAILABLE_TRIES = 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String base;
    private final HttpClient http;
    private final Optional<String> apiKey;

    /// @param server base URL of a gateway, as in http://localhost:8080
    /// @param apiKey sent as bearer token, if there is one
    public GatewayClient(String server, Optional<String> apiKey) {
        this.base = server.replaceAll("/+$", "") + "/api/v1";
        this.apiKey = apiKey;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_DEADLINE)
                        .build();
    }

    /// Orders a scan.
    ///
    /// @return its id
    public String submit(String url) throws InterruptedException {
        ObjectNode order = JSON.createObjectNode().put("url", url);
        JsonNode answer = read(send(post("/scan-jobs", order.toString())));
        return answer.path("scanId").asString();
    }

    /// The status document.
    ///
    /// @param known the ETag of the document that the caller has, or empty
    /// @param wait how long the gateway holds its answer until something changes
    /// @return empty when nothing changed within the wait
    public Optional<StatusDocument> status(String scanId, String known, Duration wait)
            throws InterruptedException {
        String query = wait.isZero() ? "" : "?wait=" + wait.toSeconds() + "s";
        HttpRequest.Builder request =
                request("/scan-jobs/" + scanId + "/status" + query, CALL_DEADLINE.plus(wait)).GET();
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() == 304) {
            return Optional.empty();
        }
        return Optional.of(
                new StatusDocument(read(answer), answer.headers().firstValue("ETag").orElse("")));
    }

    /// The full report.
    public JsonNode full(String scanId) throws InterruptedException {
        return read(send(request("/scan-jobs/" + scanId + "/full", CALL_DEADLINE).GET().build()));
    }

    /// The full report as one printable page.
    public String html(String scanId) throws InterruptedException {
        HttpRequest request =
                request("/scan-jobs/" + scanId + "/full", CALL_DEADLINE)
                        .setHeader("Accept", "text/html")
                        .GET()
                        .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw problem(answer);
        }
        return answer.body();
    }

    /// Unlocks the full report of a scan.
    public void unlock(String scanId) throws InterruptedException {
        read(send(post("/scan-jobs/" + scanId + "/unlock", "")));
    }

    /// The teaser.
    public JsonNode teaser(String scanId) throws InterruptedException {
        return read(send(request("/scan-jobs/" + scanId + "/teaser", CALL_DEADLINE).GET().build()));
    }

    /// What changed from one scan to the other.
    public JsonNode diff(String earlier, String later) throws InterruptedException {
        return read(
                send(
                        request("/scan-jobs/" + earlier + "/diff?with=" + later, CALL_DEADLINE)
                                .GET()
                                .build()));
    }

    /// Has scans run again from the log.
    ///
    /// @param order as the API takes it
    /// @return what was accepted and rejected, with the batchId
    public JsonNode replay(JsonNode order) throws InterruptedException {
        return read(send(post("/replays", order.toString())));
    }

    /// Sends a list of URLs as one batch.
    ///
    /// @param mediaType text/plain, text/csv or application/x-ndjson
    /// @return what was accepted and rejected, with the batchId
    public JsonNode submitBatch(Path list, String mediaType)
            throws InterruptedException, IOException {
        HttpRequest request =
                request("/scan-batches", UPLOAD_DEADLINE)
                        .header("Content-Type", mediaType)
                        .POST(BodyPublishers.ofFile(list))
                        .build();
        return read(send(request));
    }

    /// The batch's document.
    ///
    /// @param known the ETag of the document that the caller has, or empty
    /// @param wait how long the gateway holds its answer until something changes
    /// @return empty when nothing changed within the wait
    public Optional<BatchDocument> batch(String batchId, String known, Duration wait)
            throws InterruptedException {
        String query = "?wait=" + wait.toSeconds() + "s";
        HttpRequest.Builder request =
                request("/scan-batches/" + batchId + query, CALL_DEADLINE.plus(wait)).GET();
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() == 304) {
            return Optional.empty();
        }
        return Optional.of(
                new BatchDocument(read(answer), answer.headers().firstValue("ETag").orElse("")));
    }

    /// Orders a batch of the pages of a sitemap, which the gateway reads.
    ///
    /// @return what was accepted and rejected, with the batchId
    public JsonNode submitSitemap(String url) throws InterruptedException {
        ObjectNode order = JSON.createObjectNode().put("sitemapUrl", url);
        return read(
                send(
                        request("/scan-batches", UPLOAD_DEADLINE)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(order.toString()))
                                .build()));
    }

    /// Messages and what became of them, newest first.
    ///
    /// @param state PENDING, DELIVERED or GIVEN_UP; empty for all
    public JsonNode deliveries(String state, int limit) throws InterruptedException {
        String filter = state.isEmpty() ? "" : "&state=" + state;
        return get("/webhooks/deliveries?limit=" + limit + filter);
    }

    /// Makes a message due again.
    public JsonNode redeliver(String id) throws InterruptedException {
        return read(send(post("/webhooks/deliveries/" + id + "/redeliver", "")));
    }

    /// What messages are signed with.
    ///
    /// @param another whether to make another one first
    public JsonNode webhookSecret(boolean another) throws InterruptedException {
        return another ? read(send(post("/webhooks/secret/rotate", ""))) : get("/webhooks/secret");
    }

    /// Orders a schedule.
    public JsonNode schedule(JsonNode order) throws InterruptedException {
        return read(send(post("/schedules", order.toString())));
    }

    /// All schedules, newest first.
    public JsonNode schedules() throws InterruptedException {
        return get("/schedules");
    }

    /// Ends a schedule.
    public void endSchedule(String id) throws InterruptedException {
        read(send(request("/schedules/" + id, CALL_DEADLINE).DELETE().build()));
    }

    private JsonNode get(String path) throws InterruptedException {
        return read(send(request(path, CALL_DEADLINE).GET().build()));
    }

    /// Copies a batch's results, one line a scan.
    ///
    /// @param format ndjson or csv
    public void results(String batchId, String format, OutputStream target)
            throws InterruptedException, IOException {
        HttpRequest request =
                request("/scan-batches/" + batchId + "/results?format=" + format, UPLOAD_DEADLINE)
                        .setHeader("Accept", "*/*")
                        .GET()
                        .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new GatewayProblem(
                        answer.statusCode(), "the server answered " + answer.statusCode());
            }
            body.transferTo(target);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest post(String path, String body) {
        return request(path, CALL_DEADLINE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    private HttpRequest.Builder request(String path, Duration deadline) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(deadline)
                        .header("Accept", "application/json");
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> answer =
                        http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() != 503 || attempt == UNAVAILABLE_TRIES) {
                    return answer;
                }
                Thread.sleep(retryAfter(answer));
            } catch (IOException e) {
                throw new GatewayProblem(0, "no answer from " + base + ": " + reasonOf(e));
            }
        }
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("1");
        return Duration.ofSeconds(
                seconds.matches("\\d{1,2}") ? Math.min(5, Integer.parseInt(seconds)) : 1);
    }

    private JsonNode read(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw problem(answer);
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private static GatewayProblem problem(HttpResponse<String> answer) {
        try {
            return GatewayProblem.of(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (JacksonException _) {
            // Not ours: a proxy or another server answers there.
            return new GatewayProblem(
                    answer.statusCode(), "the server answered " + answer.statusCode());
        }
    }

    private static String reasonOf(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
