package com.xenlixai.scan.gateway.job;

import static com.xenlixai.scan.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.RunningGateway;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.TestKafka;
import com.xenlixai.scan.local.embedded.TestPostgres;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two gateways on one broker and one database, as clients behind a balancer meet them.
class ClusterIT {

    private static final String JOBS = "/api/v1/scan-jobs";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // 1,000 keys, 50 at once, with the profile "long".
    private static final int KEYS = Integer.getInteger("xenlix.test.keys", 20);
    private static final int AT_ONCE = Integer.getInteger("xenlix.test.at-once", 20);
    private static TestKafka broker;
    private static Database database;
    private static Path folder;
    private static RunningGateway one;
    private static RunningGateway other;
    private static Pipeline pipeline;

    @BeforeAll
    static void start(@TempDir Path state) {
        folder = state;
        broker = TestKafka.fresh();
        database = TestPostgres.freshDatabase();
        one = RunningGateway.start(broker, database, folder.resolve("one"));
        other = RunningGateway.start(broker, database, folder.resolve("other"));
        pipeline = new Pipeline(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        one.close();
        other.close();
        broker.close();
    }

    @Test
    void whatOneAcceptsTheOtherNeverCallsUnknown() throws Exception {
        for (int i = 0; i < 200; i++) {
            String scanId = one.scan("https://www.example.com/ryw/" + i);
            HttpResponse<String> answer = other.get(statusOf(scanId));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).get("status").stringValue()).isEqualTo("QUEUED");
        }
    }

    @Test
    void pollsThatCarryTheirVersionNeverGoBack() throws Exception {
        followToItsEnd(
                "https://www.example.com/monotone",
                version -> new String[] {"If-State-At-Least", version.toString()});
    }

    /// The other gateway may have been asked before, so this one makes sure that it is not behind.
    @Test
    void pollsThatSayNothingOfWhatTheirClientHasSeenNeverGoBackEither() throws Exception {
        for (int i = 0; i < 5; i++) {
            followToItsEnd("https://www.example.com/plain/" + i, _ -> new String[0]);
        }
    }

    private static void followToItsEnd(String url, Function<Long, String[]> headers)
            throws Exception {
        String scanId = one.scan(url);
        CompletableFuture<Void> telling =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                for (Stage stage : Stage.values()) {
                                    pipeline.tell(Events.started(scanId, stage));
                                    pipeline.tell(Events.finished(scanId, stage));
                                }
                                pipeline.tell(Events.of(scanId, StatusKind.REPORT_STORED));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        long version = 0;
        String status = "";
        for (int poll = 0; poll < 2_000 && !status.equals("FULL_READY"); poll++) {
            RunningGateway gateway = poll % 2 == 0 ? one : other;
            HttpResponse<String> answer = gateway.get(statusOf(scanId), headers.apply(version));
            if (answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                continue;
            }
            JsonNode document = json(answer);
            assertThat(document.get("version").longValue()).isGreaterThanOrEqualTo(version);
            version = document.get("version").longValue();
            status = document.get("status").stringValue();
        }
        telling.join();
        assertThat(status).isEqualTo("FULL_READY");
    }

    @Test
    void aGatewayWithAnEmptyDiskCountsAndListsTheScansThatHaveLeft() throws Exception {
        HttpResponse<String> taken =
                one.post("/api/v1/scan-batches", "{\"urls\":[%s]}".formatted(urls(3)));
        String batch = json(taken).get("links").get("self").stringValue();
        await().atMost(PATIENCE).until(() -> scanIds(one, batch).size() == 3);
        List<String> scanIds = scanIds(one, batch);
        pipeline.tell(now(Events.of(scanIds.get(0), StatusKind.REPORT_STORED)));
        pipeline.tell(now(Events.of(scanIds.get(1), StatusKind.REPORT_STORED)));
        pipeline.tell(now(Events.failed(scanIds.get(2), Stage.CRAWL, Cause.DNS)));
        awaitCounts(other, batch);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                other.bean(JobArchive.class)
                                                .durable(scanIds)
                                                .blockOptional()
                                                .orElseThrow()
                                                .size()
                                        == 3);
        for (String scanId : scanIds) {
            pipeline.tell(Events.of(scanId, StatusKind.RETIRED));
        }
        JobView view = other.bean(JobView.class);
        await().atMost(PATIENCE)
                .until(() -> scanIds.stream().allMatch(scanId -> view.find(scanId).isEmpty()));

        one.close();
        one = RunningGateway.start(broker, database, folder.resolve("empty"));

        awaitCounts(one, batch);
        assertThat(scanIds(one, batch)).isEqualTo(scanIds);
    }

    /// The archive takes nothing that is past its retention.
    private static StatusEvent now(StatusEvent event) {
        return StatusEvent.newBuilder(event).setOccurredAt(Instant.now()).build();
    }

    private static void awaitCounts(RunningGateway gateway, String batch) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            JsonNode counts = json(gateway.get(batch)).get("counts");
                            assertThat(counts.get("FULL_READY").intValue()).isEqualTo(2);
                            assertThat(counts.get("FAILED").intValue()).isEqualTo(1);
                            assertThat(counts.get("QUEUED").intValue()).isZero();
                        });
    }

    private static List<String> scanIds(RunningGateway gateway, String batch) throws Exception {
        return gateway.get(batch + "/results")
                .body()
                .lines()
                .map(line -> JSON.readTree(line).get("scanId").stringValue())
                .toList();
    }

    private static String urls(int count) {
        return IntStream.range(0, count)
                .mapToObj("\"https://www.example.com/left/%d\""::formatted)
                .collect(Collectors.joining(","));
    }

    @Test
    void oneKeyIsOneScanHoweverManyAskAtOnce() {
        Set<String> ids = new HashSet<>();
        for (int key = 0; key < KEYS; key++) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                RunningGateway gateway = i % 2 == 0 ? one : other;
                answers.add(
                        gateway.http()
                                .sendAsync(
                                        gateway.request(
                                                "POST",
                                                JOBS,
                                                "{\"url\":\"https://www.example.com/once\"}",
                                                "Content-Type",
                                                "application/json",
                                                "Idempotency-Key",
                                                "\"order-" + key + "\""),
                                        BodyHandlers.ofString()));
            }
            Set<String> ofThisKey = new HashSet<>();
            Set<String> bodies = new HashSet<>();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                HttpResponse<String> response = answer.join();
                assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
                ofThisKey.add(json(response).get("scanId").stringValue());
                bodies.add(response.body());
            }
            assertThat(ofThisKey).hasSize(1);
            assertThat(bodies).hasSize(1);
            ids.addAll(ofThisKey);
        }
        assertThat(ids).hasSize(KEYS);
    }

    @Test
    void aKeyWithAnotherBodyIsRefusedEverywhere() throws Exception {
        String[] key = {"Idempotency-Key", "the-same"};
        String body = "{\"url\":\"https://www.example.com/first\"}";
        HttpResponse<String> first = one.post(JOBS, body, key);
        assertThat(first.statusCode()).isEqualTo(202);
        HttpResponse<String> again = other.post(JOBS, body, key);
        assertThat(again.body()).isEqualTo(first.body());
        for (RunningGateway gateway : List.of(one, other)) {
            HttpResponse<String> answer =
                    gateway.post(JOBS, "{\"url\":\"https://www.example.com/second\"}", key);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer).get("type").stringValue()).contains("idempotency-key-reused");
        }
    }

    @Test
    void whatIsNotAllowedIsRefusedBeforeAnythingIsQueued() throws Exception {
        long before = known();
        assertProblem(400, one.post(JOBS, "{\"url\":"));
        assertProblem(400, one.post(JOBS, "{\"url\":\"https://u:p@www.example.com\"}"));
        assertProblem(422, one.post(JOBS, "{\"url\":\"http://169.254.169.254/\"}"));
        assertProblem(413, one.post(JOBS, "{\"url\":\"" + "x".repeat(70_000) + "\"}"));
        assertProblem(415, one.send("POST", JOBS, "url=x", "Content-Type", "text/plain"));
        assertProblem(405, one.send("PUT", JOBS, "{}", "Content-Type", "application/json"));
        assertProblem(
                400,
                one.post(JOBS, "{\"url\":\"https://www.example.com\"}", "Idempotency-Key", "a b"));
        assertThat(known()).isEqualTo(before);
    }

    @Test
    void aForeignSiteGetsNoLeave() throws Exception {
        HttpResponse<String> answer = one.get(JOBS, "Origin", "https://evil.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aGatewayThatComesBackKnowsWhatItKnew() throws Exception {
        String before = one.scan("https://www.example.com/before");
        pipeline.tell(Events.started(before, Stage.CRAWL));
        awaitStatus(one, before, "RUNNING");
        String[] key = {"Idempotency-Key", "before-the-restart"};
        String body = "{\"url\":\"https://www.example.com/keyed\"}";
        String keyed = one.post(JOBS, body, key).body();

        one.close();
        String during = other.scan("https://www.example.com/during");
        pipeline.tell(Events.of(before, StatusKind.TEASER_STORED));
        pipeline.tell(Events.started(during, Stage.CRAWL));
        awaitStatus(other, before, "TEASER_READY");
        awaitStatus(other, during, "RUNNING");

        one = RunningGateway.start(broker, database, folder.resolve("one"));
        assertThat(json(one.get(statusOf(before))).get("status").stringValue())
                .isEqualTo("TEASER_READY");
        assertThat(json(one.get(statusOf(during))).get("status").stringValue())
                .isEqualTo("RUNNING");
        assertThat(one.post(JOBS, body, key).body()).isEqualTo(keyed);
    }

    private static long known() throws Exception {
        return json(one.get(JOBS + "?limit=500")).get("jobs").size();
    }

    private static void assertProblem(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(json(answer).get("status").intValue()).isEqualTo(status);
    }

    private static void awaitStatus(RunningGateway gateway, String scanId, String status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                json(gateway.get(statusOf(scanId)))
                                        .get("status")
                                        .stringValue()
                                        .equals(status));
    }

    private static String statusOf(String scanId) {
        return JOBS + "/" + scanId + "/status";
    }
}
