package com.xenlixai.scan.gateway.problem;

import com.xenlixai.scan.gateway.TestGateway;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Requests that are almost right, and requests that are not right at all.
final class FuzzedRequests {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW");
    private static final List<String> PATHS =
            List.of(
                    "/api/v1/scan-jobs",
                    "/api/v1/scan-jobs/x",
                    "/api/v1/scan-jobs/x/status",
                    "/api/v1/scan-jobs/x/teaser",
                    "/api/v1/scan-jobs/x/full",
                    "/api/v1/scan-jobs/x/unlock",
                    "/api/v1/scan-jobs/x/diff",
                    "/api/v1/scan-batches",
                    "/api/v1/scan-batches/x",
                    "/api/v1/scan-batches/x/results",
                    "/api/v1/scan",
                    "/api/v1/pipeline",
                    "/api/v1/schedules",
                    "/api/v1/replays",
                    "/v3/api-docs",
                    "/docs",
                    "/metrics",
                    "/livez",
                    "/");
    private static final List<String> QUERIES =
            List.of(
                    "",
                    "",
                    "?limit=abc",
                    "?limit=-1",
                    "?limit=99999999999999999999",
                    "?cursor=%F0%9F%92%A9",
                    "?status=NOPE",
                    "?wait=forever",
                    "?wait=0s",
                    "?with=",
                    "?url=",
                    "?url=javascript%3Aalert(1)",
                    "?format=xml",
                    "?a=%00&b=%ff",
                    "?%5B%5D=1&%7B=2");
    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/x-ndjson",
                    "text/csv",
                    "text/plain",
                    "application/xml",
                    "multipart/form-data",
                    "multipart/form-data; boundary=x",
                    "application/x-www-form-urlencoded",
                    "application/json; charset=utf-7",
                    "nonsense",
                    "*/*",
                    "a/b/c");
    private static final List<String> ACCEPTS =
            List.of(
                    "*/*",
                    "application/json",
                    "text/html",
                    "image/png",
                    "text/event-stream",
                    "nonsense",
                    ";;q=",
                    "application/json;q=7",
                    "application/problem+json");
    private static final List<String> BODIES =
            List.of(
                    "",
                    "null",
                    "[]",
                    "{}",
                    "{",
                    "\"text\"",
                    "{\"url\":7}",
                    "{\"url\":[\"http://a.example/\"]}",
                    "{\"url\":null}",
                    "{\"url\":{\"url\":{}}}",
                    "{\"url\":\"ftp://a.example/\"}",
                    "{\"url\":\"http://user:secret@a.example/\"}",
                    "{\"url\":\"http://127.0.0.1/\"}",
                    "{\"url\":\"\\u0000\"}",
                    "{\"url\":\"\\ud800\"}",
                    "{\"url\":\"http://a.example/\",\"timeoutSeconds\":\"soon\"}",
                    "{\"url\":\"http://a.example/\",\"timeoutSeconds\":1e400}",
                    "{\"url\":\"http://a.example/\",\"features\":\"psi\"}",
                    "{\"url\":\"http://a.example/\",\"features\":[[]]}",
                    "{\"url\":\"http://a.example/\",\"strategy\":\"watch\"}",
                    "{\"url\":\"http://a.example/\",\"java.lang.String\":1}",
                    "{\"urls\":[1,2,3]}",
                    "{\"urls\":\"x\"}",
                    "[".repeat(5_000),
                    "{\"a\":".repeat(3_000),
                    "{\"url\":\"http://a.example/" + "a".repeat(3_000) + "\"}",
                    "x".repeat(70_000),
                    "\u0000\u0001\u0002");

    // Reactor Netty now and then loses the answer to a probe that has a body, when the answer comes
    // from another thread before the body was read: no matter of problem documents.
    private static final List<String> PROBES = List.of("/metrics", "/livez");

    private FuzzedRequests() {}

    static HttpRequest next(Random random, TestGateway gateway) {
        String path = pick(random, PATHS);
        if (random.nextInt(4) == 0) {
            path = mutated(random, path);
        }
        var request =
                HttpRequest.newBuilder(gateway.uri(path + pick(random, QUERIES)))
                        .timeout(Duration.ofSeconds(5))
                        .method(
                                pick(random, METHODS),
                                PROBES.contains(path)
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(
                                                pick(random, BODIES)));
        if (random.nextInt(5) > 0) {
            request.header("Content-Type", pick(random, TYPES));
        }
        if (random.nextInt(3) > 0) {
            request.header("Accept", pick(random, ACCEPTS));
        }
        if (random.nextInt(6) == 0) {
            request.header("Idempotency-Key", pick(random, List.of("", "k", "k".repeat(5_000))));
        }
        if (random.nextInt(6) == 0) {
            request.header("If-None-Match", pick(random, List.of("*", "\"1\"", "W/x", "\"", "1")));
        }
        if (random.nextInt(8) == 0) {
            request.header("Prefer", pick(random, List.of("wait=0", "wait=x", ",,,", "wait=-1")));
        }
        if (random.nextInt(8) == 0) {
            request.header("Last-Event-ID", pick(random, List.of("x", "-1", "9".repeat(40))));
        }
        return request.build();
    }

    /// Puts an encoded byte somewhere, or takes a character away.
    private static String mutated(Random random, String path) {
        int at = 1 + random.nextInt(path.length());
        return random.nextBoolean()
                ? path.substring(0, at)
                        + "%%%02x".formatted(random.nextInt(256))
                        + path.substring(at)
                : path.substring(0, at) + path.substring(Math.min(at + 1, path.length()));
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
