package com.xenlixai.scan.gateway.job;

import static com.xenlixai.scan.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.RunningGateway;
import com.xenlixai.scan.local.embedded.TestKafka;
import com.xenlixai.scan.local.embedded.TestPostgres;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JobApiIT {

    private static final String JOBS = "/api/v1/scan-jobs";
    private static TestKafka broker;
    private static RunningGateway gateway;
    private static Pipeline pipeline;

    @BeforeAll
    static void start(@TempDir Path state) {
        broker = TestKafka.fresh();
        gateway =
                RunningGateway.start(
                        broker,
                        TestPostgres.freshDatabase(),
                        state,
                        "xenlix.job.view-retention=10s");
        pipeline = new Pipeline(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        gateway.close();
        broker.close();
    }

    @Test
    void anAcceptedScanIsToldWithItsLinks() throws Exception {
        HttpResponse<String> answer =
                gateway.post(JOBS, "{\"url\":\"HTTPS://www.Example.com/a/../shop#top\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = json(answer);
        String scanId = body.get("scanId").stringValue();
        assertThat(body.get("status").stringValue()).isEqualTo("QUEUED");
        assertThat(body.get("url").stringValue()).isEqualTo("https://www.example.com/shop");
        assertThat(body.get("submittedAt").stringValue()).endsWith("Z");
        assertThat(body.get("links").get("status").stringValue())
                .isEqualTo(JOBS + "/" + scanId + "/status");
        assertThat(answer.headers().firstValue("Location")).contains(statusOf(scanId));
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void aPollRightAfterTheAnswerIsNever404() throws Exception {
        for (int i = 0; i < 100; i++) {
            String scanId = gateway.scan("https://www.example.com/page/" + i);
            HttpResponse<String> status = gateway.get(statusOf(scanId));
            assertThat(status.statusCode()).isEqualTo(200);
            assertThat(json(status).get("url").stringValue())
                    .isEqualTo("https://www.example.com/page/" + i);
        }
    }

    @Test
    void theStatusFollowsThePipeline() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        pipeline.tell(Events.started(scanId, Stage.CRAWL));
        JsonNode running = awaitStatus(scanId, "RUNNING");
        assertThat(running.get("stage").stringValue()).isEqualTo("CRAWL");
        assertThat(running.get("startedAt")).isNotNull();
        assertThat(running.get("stages").get(0).get("state").stringValue()).isEqualTo("RUNNING");
        assertThat(running.get("stages").get(3).get("state").stringValue()).isEqualTo("WAITING");

        pipeline.tell(Events.of(scanId, StatusKind.TEASER_STORED));
        awaitStatus(scanId, "TEASER_READY");
        pipeline.tell(Events.of(scanId, StatusKind.REPORT_STORED));
        JsonNode full = awaitStatus(scanId, "FULL_READY");
        assertThat(full.get("progress").intValue()).isEqualTo(100);
        assertThat(full.get("finishedAt")).isNotNull();
        assertThat(full.has("error")).isFalse();
    }

    @Test
    void aFailureIsToldWithItsCause() throws Exception {
        String scanId = gateway.scan("https://www.example.com/gone");
        pipeline.tell(Events.failed(scanId, Stage.CRAWL, Cause.HTTP_4XX));
        JsonNode error = awaitStatus(scanId, "FAILED").get("error");
        assertThat(error.get("cause").stringValue()).isEqualTo("HTTP_4XX");
        assertThat(error.get("stage").stringValue()).isEqualTo("CRAWL");
    }

    @Test
    void anEntityTagSparesTheBody() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        awaitVersion(scanId, 1);
        HttpResponse<String> first = gateway.get(statusOf(scanId));
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = gateway.get(statusOf(scanId), "If-None-Match", tag);

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void whatTheClientHasSeenIsNotTakenBack() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        for (String[] condition :
                new String[][] {{"If-State-At-Least", "99"}, {"If-None-Match", "W/\"99\""}}) {
            HttpResponse<String> answer = gateway.get(statusOf(scanId), condition);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        awaitVersion(scanId, 1);
        assertThat(gateway.get(statusOf(scanId), "If-State-At-Least", "1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLongPollEndsWithTheChange() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        awaitVersion(scanId, 1);
        CompletableFuture<HttpResponse<String>> poll =
                gateway.http()
                        .sendAsync(
                                gateway.request("GET", statusOf(scanId) + "?wait=30s", ""),
                                BodyHandlers.ofString());
        await().until(() -> gateway.bean(JobBoard.class).waiting() > 0);
        assertThat(poll).isNotDone();

        pipeline.tell(Events.started(scanId, Stage.CRAWL));

        HttpResponse<String> answer = poll.get(10, TimeUnit.SECONDS);
        assertThat(json(answer).get("status").stringValue()).isEqualTo("RUNNING");
        await().until(() -> gateway.bean(JobBoard.class).waiting() == 0);
    }

    @Test
    void aLongPollWithoutAChangeEndsInTime() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        awaitVersion(scanId, 1);
        HttpResponse<String> answer =
                gateway.get(statusOf(scanId), "Prefer", "wait=1", "If-None-Match", "W/\"1\"");
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=1");
        assertThat(gateway.get(statusOf(scanId) + "?wait=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void eventsStreamUntilTheEndAndResume() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        awaitVersion(scanId, 1);
        CompletableFuture<HttpResponse<Stream<String>>> stream =
                gateway.http()
                        .sendAsync(
                                gateway.request("GET", JOBS + "/" + scanId + "/events", ""),
                                BodyHandlers.ofLines());
        await().until(() -> gateway.bean(JobBoard.class).waiting() > 0);
        pipeline.tell(Events.started(scanId, Stage.CRAWL));
        awaitStatus(scanId, "RUNNING");
        pipeline.tell(Events.of(scanId, StatusKind.REPORT_STORED));

        List<String> lines = stream.get(10, TimeUnit.SECONDS).body().toList();
        assertThat(lines).contains("event:status").anyMatch(line -> line.contains("FULL_READY"));
        List<Long> ids = ids(lines);
        assertThat(ids).isSorted().doesNotHaveDuplicates();

        HttpResponse<String> resumed =
                gateway.get(JOBS + "/" + scanId + "/events", "Last-Event-ID", "" + ids.getLast());
        assertThat(ids(resumed.body().lines().toList())).isEmpty();
    }

    @Test
    void aScanCanBeCancelledOnce() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        HttpResponse<String> cancel = gateway.send("DELETE", JOBS + "/" + scanId, "");
        assertThat(cancel.statusCode()).isEqualTo(202);
        awaitStatus(scanId, "CANCELLED");
        assertThat(gateway.send("DELETE", JOBS + "/" + scanId, "").statusCode()).isEqualTo(409);
    }

    @Test
    void aScanThatTakesTooLongFails() throws Exception {
        HttpResponse<String> answer =
                gateway.post(JOBS, "{\"url\":\"https://www.example.com\",\"timeoutSeconds\":1}");
        String scanId = json(answer).get("scanId").stringValue();
        pipeline.tell(Events.started(scanId, Stage.CRAWL));
        JsonNode error = awaitStatus(scanId, "FAILED").get("error");
        assertThat(error.get("cause").stringValue()).isEqualTo("TIMEOUT");
    }

    @Test
    void whatWasNeverAcceptedIs404() throws Exception {
        String scanId = gateway.scan("https://www.example.com/");
        String forged = scanId.substring(0, 33) + (scanId.endsWith("0") ? "1" : "0");
        for (String path :
                List.of("/" + forged + "/status", "/nonsense/status", "/" + forged + "/events")) {
            HttpResponse<String> answer = gateway.get(JOBS + path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
        assertThat(gateway.send("DELETE", JOBS + "/" + forged, "").statusCode()).isEqualTo(404);
    }

    @Test
    void jobsAreListedNewestFirst() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(gateway.scan("https://list.example.com/" + i));
            awaitVersion(ids.getLast(), 1);
        }
        pipeline.tell(Events.failed(ids.get(2), Stage.CRAWL, Cause.DNS));
        awaitStatus(ids.get(2), "FAILED");

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(gateway.get(JOBS + "?host=list.example.com&limit=2" + cursor));
            page.get("jobs").forEach(job -> listed.add(job.get("scanId").stringValue()));
            cursor =
                    page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").stringValue() : "";
        } while (!cursor.isEmpty());
        assertThat(listed).containsExactlyElementsOf(ids.reversed());

        JsonNode failed = json(gateway.get(JOBS + "?host=list.example.com&status=FAILED"));
        assertThat(failed.get("jobs")).hasSize(1);
        assertThat(gateway.get(JOBS + "?status=DONE").statusCode()).isEqualTo(400);
        assertThat(gateway.get(JOBS + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(gateway.get(JOBS + "?cursor=!!").statusCode()).isEqualTo(400);
    }

    @Test
    void aFinishedJobLeavesTheViewAndStaysReadable() throws Exception {
        String scanId = gateway.scan("https://www.example.com/retired");
        // The archive keeps by the day on which a job ended: it must have ended lately.
        pipeline.tell(
                StatusEvent.newBuilder(Events.failed(scanId, Stage.CRAWL, Cause.TLS))
                        .setOccurredAt(Instant.now())
                        .build());
        JsonNode before = awaitStatus(scanId, "FAILED");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.bean(JobView.class).find(scanId).isEmpty());
        HttpResponse<String> after = gateway.get(statusOf(scanId));
        assertThat(json(after)).isEqualTo(before);
        assertThat(gateway.send("DELETE", JOBS + "/" + scanId, "").statusCode()).isEqualTo(409);
    }

    @Test
    void aSynchronousScanSaysWhereToLookWhenItTakesLonger() throws Exception {
        String query = "?url=https://www.example.com/sync";
        HttpResponse<String> answer = gateway.get("/api/v1/scan" + query + "&wait=300ms");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith(JOBS + "/")
                .endsWith("/status");
        assertThat(gateway.get("/api/v1/scan").statusCode()).isEqualTo(400);
        assertThat(gateway.get("/api/v1/scan?url=http://10.0.0.1/").statusCode()).isEqualTo(422);
        assertThat(gateway.get("/api/v1/scan" + query + "&maxAgeSeconds=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSynchronousScanThatFailsSaysSo() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                gateway.http()
                        .sendAsync(
                                gateway.request(
                                        "POST",
                                        "/api/v1/scan?url=https://sync.example.com/failing",
                                        ""),
                                BodyHandlers.ofString());
        JsonNode jobs =
                await().atMost(Duration.ofSeconds(20))
                        .until(
                                () ->
                                        json(gateway.get(JOBS + "?host=sync.example.com"))
                                                .get("jobs"),
                                found -> !found.isEmpty());
        pipeline.tell(
                Events.failed(jobs.get(0).get("scanId").stringValue(), Stage.CRAWL, Cause.CONNECT));
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(410);
    }

    @Test
    void probesAndMetricsAnswer() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gateway.get("/readyz").statusCode() == 200);
        assertThat(gateway.get("/livez").statusCode()).isEqualTo(200);
        String metrics = gateway.get("/metrics").body();
        assertThat(metrics)
                .contains(
                        "scan_jobs_submitted_total{mode=\"batch\",tier=\"open\"}",
                        "scan_jobs_finished_total{outcome=\"expired\",tier=\"open\"}",
                        "scan_jobs_active{status=\"queued\"}",
                        "scan_status_events_total{result=\"applied\"}",
                        "scan_status_visible_seconds_bucket",
                        "scan_job_duration_seconds_bucket");
    }

    private static JsonNode awaitStatus(String scanId, String status) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> json(gateway.get(statusOf(scanId))),
                        document -> document.get("status").stringValue().equals(status));
    }

    /// Waits until the arbiter has spoken, and not just the gateway that accepted.
    private static void awaitVersion(String scanId, long version) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                gateway.bean(JobView.class)
                                        .find(scanId)
                                        .filter(job -> job.getVersion() >= version)
                                        .isPresent());
    }

    private static List<Long> ids(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.parseLong(line.substring(3)))
                .toList();
    }

    private static String statusOf(String scanId) {
        return JOBS + "/" + scanId + "/status";
    }
}
