package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.witness.Sighting.BatchAccepted;
import com.xenlixai.scan.bench.witness.Sighting.BatchPolled;
import com.xenlixai.scan.bench.witness.Sighting.Polled;
import com.xenlixai.scan.bench.witness.Sighting.PostOutcome;
import com.xenlixai.scan.bench.witness.Sighting.Posted;
import com.xenlixai.scan.bench.witness.Sighting.ReportRead;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the gateways that reports what it saw and judges nothing. Thread-safe.
final class GatewayClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    /// Orders a scan; the Idempotency-Key makes a repeat the same scan.
    Posted post(Instance gateway, String key, long number, String url) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.uri("/api/v1/scan-jobs"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("url", url))))
                        .build();
        long start = System.nanoTime();
        int status = 0;
        String scanId = null;
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            status = answer.statusCode();
            scanId = status == 202 ? text(answer.body(), "scanId") : null;
        } catch (IOException e) {
            status = 0;
        }
        PostOutcome outcome =
                switch (status) {
                    case 202 -> PostOutcome.OK;
                    case 0, 502, 503, 504 -> PostOutcome.INFO;
                    default -> PostOutcome.FAIL;
                };
        return new Posted(
                number,
                start,
                System.nanoTime(),
                gateway.process().name(),
                outcome,
                status,
                scanId);
    }

    /// Asks for the state of a scan, and says what was seen of it before, so that a gateway that
    /// is behind can say so.
    ///
    /// @param seen the highest version seen, or -1
    Polled poll(Instance gateway, String scanId, long seen) throws InterruptedException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(gateway.uri("/api/v1/scan-jobs/" + scanId + "/status"))
                        .timeout(TIMEOUT);
        if (seen >= 0) {
            builder.header("If-State-At-Least", Long.toString(seen));
        }
        HttpRequest request = builder.build();
        String name = gateway.process().name();
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
            if (answer.statusCode() != 200) {
                return new Polled(
                        start,
                        System.nanoTime(),
                        name,
                        scanId,
                        answer.statusCode(),
                        retryAfter,
                        null,
                        -1,
                        -1);
            }
            JsonNode state = JSON.readTree(answer.body());
            return new Polled(
                    start,
                    System.nanoTime(),
                    name,
                    scanId,
                    200,
                    retryAfter,
                    state.path("status").asString(null),
                    state.path("progress").asInt(-1),
                    version(answer));
        } catch (IOException e) {
            return new Polled(start, System.nanoTime(), name, scanId, 0, false, null, -1, -1);
        }
    }

    /// Uploads a batch; the Idempotency-Key makes a repeat the same batch.
    ///
    /// @return what was accepted, or null when the answer was not definite
    @Nullable BatchAccepted upload(Instance gateway, String key, List<String> urls)
            throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.uri("/api/v1/scan-batches"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "text/plain")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(String.join("\n", urls)))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                return null;
            }
            JsonNode body = JSON.readTree(answer.body());
            return new BatchAccepted(
                    body.path("batchId").asString(""), body.path("accepted").asInt());
        } catch (IOException e) {
            return null;
        }
    }

    /// An answer about a batch, and the tag to say next time what was seen.
    record BatchAnswer(BatchPolled polled, @Nullable String tag) {}

    BatchAnswer pollBatch(Instance gateway, String batchId, @Nullable String seen)
            throws InterruptedException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(gateway.uri("/api/v1/scan-batches/" + batchId))
                        .timeout(TIMEOUT);
        if (seen != null) {
            builder.header("If-State-At-Least", seen);
        }
        String name = gateway.process().name();
        long start = System.nanoTime();
        int status = 0;
        boolean retryAfter = false;
        long total = 0;
        Map<String, Long> counts = new HashMap<>();
        boolean finished = false;
        String tag = null;
        try {
            HttpResponse<String> answer = http.send(builder.build(), BodyHandlers.ofString());
            status = answer.statusCode();
            retryAfter = answer.headers().firstValue("Retry-After").isPresent();
            if (status == 200) {
                JsonNode body = JSON.readTree(answer.body());
                total = body.path("total").asLong();
                body.path("counts")
                        .properties()
                        .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
                finished = body.has("finishedAt");
                tag = answer.headers().firstValue("ETag").orElse(null);
            }
        } catch (IOException e) {
            status = 0;
        }
        return new BatchAnswer(
                new BatchPolled(
                        start,
                        System.nanoTime(),
                        name,
                        batchId,
                        status,
                        retryAfter,
                        total,
                        counts,
                        finished),
                tag);
    }

    /// Sum of a meter's series as a service serves it.
    long meter(Instance instance, String name) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(instance.uri("/metrics")).timeout(TIMEOUT).build();
        try {
            return (long)
                    http.send(request, BodyHandlers.ofString())
                            .body()
                            .lines()
                            .filter(
                                    line ->
                                            line.startsWith(name + "{")
                                                    || line.startsWith(name + " "))
                            .mapToDouble(
                                    line ->
                                            Double.parseDouble(
                                                    line.substring(line.lastIndexOf(' ') + 1)))
                            .sum();
        } catch (IOException e) {
            return -1;
        }
    }

    /// Reads the full report.
    ReportRead read(Instance gateway, String scanId, int round) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.uri("/api/v1/scan-jobs/" + scanId + "/full"))
                        .timeout(TIMEOUT)
                        .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            return new ReportRead(
                    scanId,
                    round,
                    answer.statusCode(),
                    answer.statusCode() == 200 ? sha256(answer.body()) : null);
        } catch (IOException e) {
            return new ReportRead(scanId, round, 0, null);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// The version is the number in the ETag.
    private static long version(HttpResponse<?> answer) {
        String digits = answer.headers().firstValue("ETag").orElse("").replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }

    private static @Nullable String text(String json, String field) {
        try {
            return JSON.readTree(json).path(field).asString(null);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
