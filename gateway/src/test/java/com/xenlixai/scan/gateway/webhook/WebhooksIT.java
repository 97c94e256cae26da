package com.xenlixai.scan.gateway.webhook;

import static com.xenlixai.scan.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.RunningGateway;
import com.xenlixai.scan.gateway.outbound.LoopbackServer;
import com.xenlixai.scan.gateway.outbound.LoopbackServer.Asked;
import com.xenlixai.scan.gateway.report.SampleReports;
import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.TestKafka;
import com.xenlixai.scan.local.embedded.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What two gateways on one broker and one database tell receivers, order by schedule and read of
/// sitemaps: whatever both of them could do is done once.
class WebhooksIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String DELIVERIES = "/api/v1/webhooks/deliveries";
    private static final String SCHEDULES = "/api/v1/schedules";
    private static final String BATCHES = "/api/v1/scan-batches";
    private static final String URL = "https://www.example.com/";

    private static TestKafka broker;
    private static RunningGateway one;
    private static RunningGateway other;
    private static LoopbackServer receiver;
    private static KafkaProducer<byte[], byte[]> producer;
    private static DatabaseClient sql;

    @BeforeAll
    static void start(@TempDir Path first, @TempDir Path second) {
        broker = TestKafka.fresh();
        Database database = TestPostgres.freshDatabase();
        receiver = LoopbackServer.start();
        List.of("/batch", "/batch-of-text", "/dead", "/fall").forEach(WebhooksIT::answering);
        String[] settings = {
            "xenlix.crawl.allow-networks=127.0.0.1/32",
            "xenlix.crawl.allow-ports=443," + receiver.port(),
            "xenlix.webhooks.first-pause=100ms",
            "xenlix.webhooks.poll-interval=100ms",
            "xenlix.schedules.poll-interval=100ms",
            "xenlix.schedules.lease=3s"
        };
        one = RunningGateway.start(broker, database, first, settings);
        other = RunningGateway.start(broker, database, second, settings);
        sql = one.bean(DatabaseClient.class);
        var bytes = new ByteArraySerializer();
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "partitioner.class",
                                ScanPartitioner.class),
                        bytes,
                        bytes);
    }

    @AfterAll
    static void stop() {
        producer.close();
        other.close();
        one.close();
        receiver.close();
        broker.close();
    }

    @Test
    void aScansEndIsToldAgainUntilItArrives() throws Exception {
        answering("/scan", 500, 302);
        HttpResponse<String> accepted =
                one.post(
                        "/api/v1/scan-jobs",
                        "{\"url\":\"%s\",\"callbackUrl\":\"%s\"}"
                                .formatted(URL, receiver.url("/scan")));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String id = json(accepted).get("scanId").stringValue();

        fail(id);

        List<Asked> asked = arrived("/scan", 3);
        assertThat(asked).extracting(hook -> hook.header("webhook-id")).containsOnly(id(asked));
        JsonNode body = JSON.readTree(asked.getLast().body());
        assertThat(body.get("type").stringValue()).isEqualTo("scan.finished");
        assertThat(body.at("/data/scanId").stringValue()).isEqualTo(id);
        assertThat(body.at("/data/status").stringValue()).isEqualTo("FAILED");
        assertThat(body.at("/data/cause").stringValue()).isEqualTo("DNS");
        assertSigned(asked.getLast());
        JsonNode delivery = delivery(id, "DELIVERED");
        assertThat(delivery.get("attempts").intValue()).isEqualTo(3);
        assertThat(delivery.get("lastStatus").intValue()).isEqualTo(200);

        HttpResponse<String> again = other.post(DELIVERIES + "/" + id(asked) + "/redeliver", "");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(id(arrived("/scan", 4))).isEqualTo(id(asked));
        assertThat(one.post(DELIVERIES + "/msg_0/redeliver", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aBatchsEndIsToldOnceByTwoGateways() throws Exception {
        HttpResponse<String> taken =
                one.post(
                        BATCHES,
                        "{\"urls\":[\"%1$s1\",\"%1$s2\"],\"callbackUrl\":\"%2$s\"}"
                                .formatted(URL, receiver.url("/batch")));
        String batchId = json(taken).get("batchId").stringValue();
        HttpResponse<String> text =
                other.send(
                        "POST",
                        BATCHES + "?callbackUrl=" + receiver.url("/batch-of-text"),
                        URL + "3\n",
                        "Content-Type",
                        "text/plain");
        assertThat(text.statusCode()).as(text.body()).isEqualTo(202);
        for (String id : scans(batchId, 2)) {
            fail(id);
        }

        JsonNode body = JSON.readTree(arrived("/batch", 1).getFirst().body());
        assertThat(body.get("type").stringValue()).isEqualTo("batch.finished");
        assertThat(body.at("/data/counts/FAILED").intValue()).isEqualTo(2);
        assertThat(body.at("/data/causes/DNS").intValue()).isEqualTo(2);

        fail(scans(json(text).get("batchId").stringValue(), 1).getFirst());
        arrived("/batch-of-text", 1);
        // Both gateways have looked again since the first batch's end.
        assertThat(receiver.asked("/batch")).hasSize(1);
    }

    @Test
    void whatADeadGatewayHadTakenIsSentByAnother() {
        run(
                """
                insert into webhook_delivery (id, tenant, subject, type, url, body, state, attempts,
                    give_up_at, leased_until)
                values ('msg_dead', 'default', 'x', 'scan.finished', '%s', '{}', 'PENDING', 1,
                    now() + interval '1 hour', now() + interval '1 second')
                """
                        .formatted(receiver.url("/dead")));

        assertThat(id(arrived("/dead", 1))).isEqualTo("msg_dead");
        assertThat(delivery("x", "DELIVERED").get("attempts").intValue()).isEqualTo(2);
    }

    @Test
    void aReceiverThatIsGoneOrWhereNobodyMayGoIsGivenUp() {
        answering("/gone", 410);
        run(
                """
                insert into webhook_delivery (id, tenant, subject, type, url, body, state, give_up_at)
                values ('msg_gone', 'default', 'gone', 'scan.finished', '%s', '{}', 'PENDING',
                        now() + interval '1 hour'),
                    ('msg_inside', 'default', 'inside', 'scan.finished', 'http://10.1.2.3/', '{}',
                        'PENDING', now())
                """
                        .formatted(receiver.url("/gone")));

        assertThat(delivery("gone", "GIVEN_UP").get("lastStatus").intValue()).isEqualTo(410);
        assertThat(delivery("inside", "GIVEN_UP").get("lastError").stringValue())
                .isEqualTo("the address is not allowed");
        assertThat(receiver.asked("/gone")).hasSize(1);
    }

    @Test
    void aCallbackToWhereNobodyMayGoIsRefusedAtOnce() throws Exception {
        String inside = "http://10.1.2.3/";
        for (HttpResponse<String> answer :
                List.of(
                        one.post(
                                "/api/v1/scan-jobs",
                                "{\"url\":\"%s\",\"callbackUrl\":\"%s\"}".formatted(URL, inside)),
                        one.post(BATCHES + "?callbackUrl=" + inside, "{\"urls\":[]}"))) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("callbackUrl");
        }
    }

    @Test
    void theFormerSecretSignsForAWhile() throws Exception {
        List<String> before = secrets();
        HttpResponse<String> rotated = one.post("/api/v1/webhooks/secret/rotate", "");

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(secrets()).hasSize(2).contains(before.getFirst());
        assertThat(secrets().getFirst()).isNotEqualTo(before.getFirst());
    }

    @Test
    void aSitemapsPagesAreABatch() throws Exception {
        String sitemap = receiver.url("/sitemap.xml");
        receiver.text(
                "/sitemap.xml",
                IntStream.range(0, 5)
                        .mapToObj(i -> "<url><loc>" + receiver.url("/page/" + i) + "</loc></url>")
                        .collect(
                                Collectors.joining(
                                        "",
                                        "<urlset><url><loc>" + URL + "</loc></url>",
                                        "<url><loc>ftp://x/</loc></url></urlset>")));
        String order = "{\"sitemapUrl\":\"" + sitemap + "\"}";
        HttpResponse<String> taken = one.post(BATCHES, order, "Idempotency-Key", "sitemap");

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        JsonNode batch = json(taken);
        assertThat(batch.get("accepted").intValue()).isEqualTo(5);
        assertThat(batch.get("rejected").intValue()).isEqualTo(2);
        assertThat(batch.at("/rejections/0/reason").stringValue()).contains("another host");
        assertThat(batch.at("/rejections/1/line").intValue()).isEqualTo(7);
        assertThat(scans(batch.get("batchId").stringValue(), 5)).doesNotHaveDuplicates();

        receiver.text("/sitemap.xml", "<urlset></urlset>");
        assertThat(one.post(BATCHES, order, "Idempotency-Key", "sitemap").body())
                .as("the same order, although the sitemap has changed")
                .isEqualTo(taken.body());

        HttpResponse<String> none =
                one.post(BATCHES, "{\"sitemapUrl\":\"" + receiver.url("/none.xml") + "\"}");
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("sitemapUrl").contains("404");
    }

    @Test
    void missedRunsOfAScheduleAreOneRunOfOneGateway() throws Exception {
        String id = schedule("{\"url\":\"%smissed\",\"interval\":\"1h\"}".formatted(URL));

        run("update schedule set next_at = now() - interval '5 hours' where id = '" + id + "'");

        JsonNode run = awaitRun(id, 1);
        assertThat(scans(run.get("batchId").stringValue(), 1)).hasSize(1);
        JsonNode after = json(other.get(SCHEDULES + "/" + id));
        assertThat(Instant.parse(after.get("nextRunAt").stringValue())).isAfter(Instant.now());
        assertThat(after.get("runs")).hasSize(1);
    }

    @Test
    void theRunOfADeadGatewayIsTakenUpAsTheSameBatch() throws Exception {
        String id = schedule("{\"url\":\"%sdead\",\"cron\":\"0 0 1 1 *\"}".formatted(URL));

        run(
                """
                update schedule set next_at = date_trunc('second', now()),
                    leased_until = now() + interval '2 seconds' where id = '%s'
                """
                        .formatted(id));

        String batchId = awaitRun(id, 1).get("batchId").stringValue();
        assertThat(json(one.get(BATCHES + "/" + batchId)).get("total").intValue()).isEqualTo(1);
    }

    @Test
    void aFallOfTheScoreIsTold() throws Exception {
        String id =
                schedule(
                        "{\"urls\":[\"%1$sup\",\"%1$sdown\"],\"interval\":\"1d\",\"maxScoreDrop\":5,\"callbackUrl\":\"%2$s\"}"
                                .formatted(URL, receiver.url("/fall")));
        finish(runOf(id, 1), Map.of("up", 50.0, "down", 90.0));
        awaitFinished(id);

        finish(runOf(id, 2), Map.of("up", 46.0, "down", 70.0));
        JsonNode body = JSON.readTree(arrived("/fall", 1).getFirst().body());

        assertThat(body.get("type").stringValue()).isEqualTo("schedule.score_fell");
        assertThat(body.at("/data/total").intValue()).isEqualTo(1);
        assertThat(body.at("/data/pages/0/url").stringValue()).isEqualTo(URL + "down");
        assertThat(body.at("/data/pages/0/previousScore").doubleValue()).isEqualTo(90);
        assertThat(awaitFinished(id).get("fell").intValue()).isEqualTo(1);

        assertThat(one.send("DELETE", SCHEDULES + "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(other.get(SCHEDULES + "/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void theSameKeyIsTheSameSchedule() throws Exception {
        String order = "{\"url\":\"" + URL + "\",\"cron\":\"@daily\",\"zone\":\"Europe/Berlin\"}";
        HttpResponse<String> first = one.post(SCHEDULES, order, "Idempotency-Key", "daily");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(other.post(SCHEDULES, order, "Idempotency-Key", "daily").body())
                .isEqualTo(first.body());
        assertThat(
                        other.post(
                                        SCHEDULES,
                                        order.replace("@daily", "@weekly"),
                                        "Idempotency-Key",
                                        "daily")
                                .statusCode())
                .isEqualTo(422);
        assertThat(one.get(SCHEDULES).body()).contains(json(first).get("scheduleId").stringValue());
        assertThat(one.send("DELETE", SCHEDULES + "/nonsense", "").statusCode()).isEqualTo(404);
    }

    /// The receiver answers with these, one after the other, and then with 200.
    private static void answering(String path, Integer... statuses) {
        Queue<Integer> left = new ConcurrentLinkedQueue<>(new ArrayDeque<>(List.of(statuses)));
        receiver.route(
                path,
                exchange -> {
                    Integer status = left.poll();
                    exchange.getResponseHeaders().add("Location", receiver.url(path));
                    LoopbackServer.send(exchange, status == null ? 200 : status, new byte[0]);
                });
    }

    private static List<Asked> arrived(String path, int count) {
        return await(path)
                .atMost(PATIENCE)
                .until(() -> receiver.asked(path), asked -> asked.size() == count);
    }

    private static String id(List<Asked> asked) {
        return asked.getFirst().header("webhook-id");
    }

    private static void assertSigned(Asked hook) throws Exception {
        long time = Long.parseLong(hook.header("webhook-timestamp"));
        assertThat(Instant.ofEpochSecond(time)).isAfter(Instant.now().minusSeconds(60));
        List<String> signatures = List.of(hook.header("webhook-signature").split(" "));
        assertThat(
                        secrets().stream()
                                .map(
                                        secret ->
                                                Signature.of(
                                                        List.of(secret),
                                                        hook.header("webhook-id"),
                                                        time,
                                                        hook.body())))
                .containsAnyElementsOf(signatures);
    }

    private static List<String> secrets() throws Exception {
        return json(one.get("/api/v1/webhooks/secret"))
                .get("secrets")
                .valueStream()
                .map(secret -> secret.get("secret").stringValue())
                .toList();
    }

    private static JsonNode delivery(String subject, String state) {
        return await(subject)
                .atMost(PATIENCE)
                .until(
                        () -> json(one.get(DELIVERIES + "?state=" + state + "&subject=" + subject)),
                        answer -> answer.get("deliveries").size() == 1)
                .at("/deliveries/0");
    }

    private static String schedule(String order) throws Exception {
        HttpResponse<String> answer = one.post(SCHEDULES, order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).get("scheduleId").stringValue();
    }

    private static JsonNode awaitRun(String id, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> json(one.get(SCHEDULES + "/" + id)),
                        schedule ->
                                schedule.get("runs").size() == count
                                        && Instant.parse(schedule.get("nextRunAt").stringValue())
                                                .isAfter(Instant.now()))
                .at("/runs/0");
    }

    private static JsonNode awaitFinished(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> json(one.get(SCHEDULES + "/" + id)).at("/runs/0"),
                        run -> run.has("finishedAt"));
    }

    private static String runOf(String id, int count) {
        run("update schedule set next_at = now() where id = '" + id + "'");
        return awaitRun(id, count).get("batchId").stringValue();
    }

    private static void finish(String batchId, Map<String, Double> scores) throws Exception {
        for (String scan : scans(batchId, scores.size())) {
            String url =
                    json(one.get("/api/v1/scan-jobs/" + scan + "/status")).get("url").stringValue();
            ScanOrder order =
                    ScanOrder.newBuilder(SampleReports.order(scan))
                            .setBatchId(batchId)
                            .setUrl(url)
                            .build();
            FullReport report = SampleReports.report(order, "title");
            Audit audit =
                    Audit.newBuilder(report.getAudit())
                            .setScore(scores.get(url.substring(URL.length())))
                            .build();
            send(
                    Topics.SCAN_REPORTS.name(),
                    scan,
                    FullReport.newBuilder(report).setAudit(audit).build());
        }
    }

    private static List<String> scans(String batchId, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                one.get(BATCHES + "/" + batchId + "/results")
                                        .body()
                                        .lines()
                                        .map(line -> JSON.readTree(line).get("scanId"))
                                        .map(JsonNode::stringValue)
                                        .toList(),
                        scans -> scans.size() == count);
    }

    private static void fail(String scanId) throws Exception {
        send(
                Topics.SCAN_STATUS.name(),
                scanId,
                StatusEvent.newBuilder()
                        .setEventId(EventIds.status(scanId, StatusKind.STAGE_FAILED, null, 1))
                        .setScanId(scanId)
                        .setKind(StatusKind.STAGE_FAILED)
                        .setStage(Stage.CRAWL)
                        .setOccurredAt(Instant.now())
                        .setFailure(
                                new FailureDetail(
                                        Cause.DNS, "The name does not exist.", Stage.CRAWL))
                        .build());
    }

    private static void send(String topic, String key, SpecificRecord event) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                topic,
                                key.getBytes(StandardCharsets.UTF_8),
                                EventCodec.encode(event)))
                .get();
    }

    private static void run(String statement) {
        sql.sql(statement).then().block(Duration.ofSeconds(10));
    }
}
