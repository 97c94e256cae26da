package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.TopicDump;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Uploads that are cut off, anywhere, and sent again. 200 cuts with the profile `long`.
class CutUploadsIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int CUTS = Integer.getInteger("xenlix.test.cuts", 30);
    private static final int LINES = 25;
    private static final long SEED = Long.getLong("xenlix.test.seed", 20_261_128L);

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.shared();
    }

    /// URLs of which no beginning is another one.
    private static List<String> urls(int cut) {
        List<String> urls = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            urls.add("https://www.example.com/cut/%d/%d/end".formatted(cut, line));
        }
        return urls;
    }

    private static String ndjson(List<String> urls) {
        var lines = new StringBuilder();
        urls.forEach(url -> lines.append("{\"url\":\"").append(url).append("\"}\n"));
        return lines.toString();
    }

    @Test
    void whereverAnUploadIsCutItMakesNothingThatWasNotInItAndSentAgainMakesEachOnce()
            throws IOException {
        var random = new Random(SEED);
        Map<String, String> expected = new HashMap<>();
        for (int cut = 0; cut < CUTS; cut++) {
            List<String> urls = urls(cut);
            boolean text = cut % 3 == 0;
            String body = text ? String.join("\n", urls) + "\n" : ndjson(urls);
            String type = text ? "text/plain" : "application/x-ndjson";
            String key = "cut-" + SEED + "-" + cut;
            sendPart(body, type, key, random.nextInt(body.length()), cut % 2 == 0);

            HttpResponse<String> whole = whole(body, type, key);

            assertThat(whole.statusCode())
                    .as("seed %d, cut %d: %s", SEED, cut, whole.body())
                    .isEqualTo(202);
            JsonNode taken = MAPPER.readTree(whole.body());
            assertThat(taken.get("accepted").intValue()).isEqualTo(LINES);
            assertThat(taken.get("rejected").intValue()).isZero();
            expected.put(taken.get("batchId").stringValue(), urls.toString());
        }
        Map<String, Set<String>> scans = new HashMap<>();
        Map<String, Set<String>> pages = new HashMap<>();
        for (StatusEvent event : accepted()) {
            if (expected.containsKey(event.getBatchId())) {
                scans.computeIfAbsent(event.getBatchId(), _ -> new HashSet<>())
                        .add(event.getScanId());
                pages.computeIfAbsent(event.getBatchId(), _ -> new HashSet<>())
                        .add(event.getOrder().getUrl());
            }
        }
        assertThat(scans).hasSize(CUTS);
        scans.forEach((batch, ids) -> assertThat(ids).as(batch).hasSize(LINES));
        pages.forEach(
                (batch, urls) -> {
                    assertThat(urls).as(batch).hasSize(LINES);
                    urls.forEach(url -> assertThat(expected.get(batch)).contains(url));
                });
    }

    private static List<StatusEvent> accepted() {
        return TopicDump.all(gateway.kafka().bootstrapServers(), Topics.SCAN_STATUS.name()).stream()
                .map(record -> EventCodec.decode(record.value(), StatusEvent.class))
                .filter(event -> event.getKind() == StatusKind.ACCEPTED)
                .toList();
    }

    /// While the gateway has not yet seen that the first one was cut, it is under way.
    private static HttpResponse<String> whole(String body, String type, String key) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                gateway.send(
                                        "POST",
                                        "/api/v1/scan-batches",
                                        body,
                                        "Content-Type",
                                        type,
                                        "Idempotency-Key",
                                        key),
                        answer -> answer.statusCode() != 409);
    }

    private static void sendPart(String body, String type, String key, int length, boolean chunked)
            throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            String framing =
                    chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length();
            write(
                    out,
                    "POST /api/v1/scan-batches HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n%s\r\nIdempotency-Key: %s\r\n\r\n"
                            .formatted(type, framing, key));
            String part = body.substring(0, length);
            if (chunked && length > 0) {
                write(out, "%x\r\n%s\r\n".formatted(part.length(), part));
            } else {
                write(out, part);
            }
            out.flush();
            // A reset loses what is on its way, an end does not: both happen.
            socket.setSoLinger(length % 2 == 0, 0);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
