package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.TopicDump;
import com.xenlixai.scan.gateway.docs.ApiContract;
import com.xenlixai.scan.gateway.report.SampleReports;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who may do what with keys on: every operation with every kind of wrong key.
class AccessIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<Scope> ALL = KeyedGateway.ALL;
    private static final int PLENTY = KeyedGateway.PLENTY;
    private static final String NOBODYS =
            "xk_live_000000000000_0000000000000000000000000000000000000000000";

    private static final String MESSAGE = "msg_bakery";

    private static TestGateway gateway;
    private static KeyDesk desk;
    private static String bakery;
    private static String florist;
    private static String scanId;
    private static String batchId;
    private static String scheduleId;

    @BeforeAll
    static void start() {
        gateway = KeyedGateway.shared().gateway();
        desk = KeyedGateway.shared().desk();
        bakery = key("bakery", true, ALL);
        florist = key("florist", true, ALL);
        scanId = member(order(bakery), "scanId");
        HttpResponse<String> batch =
                call(
                        bakery,
                        "POST",
                        "/api/v1/scan-batches",
                        "https://a.example.com/",
                        "text/plain");
        batchId = member(batch, "batchId");
        scheduleId =
                member(
                        call(
                                bakery,
                                "POST",
                                "/api/v1/schedules",
                                "{\"url\":\"https://a.example.com/\",\"cron\":\"0 0 1 1 *\"}",
                                "application/json"),
                        "scheduleId");
        gateway.context()
                .getBean(DatabaseClient.class)
                .sql(
                        """
                        insert into webhook_delivery (id, tenant, subject, type, url, body, state, give_up_at)
                        values ($1, 'bakery', 'x', 'scan.finished', 'https://a.example.com/', '{}',
                            'DELIVERED', now())
                        """)
                .bind(0, MESSAGE)
                .then()
                .block();
    }

    private static String key(String tenant, boolean premium, Set<Scope> scopes) {
        return KeyedGateway.shared().key(tenant, premium, scopes);
    }

    private static KeyDesk.Made key(KeyDesk.Order order) {
        return desk.create(order);
    }

    private static HttpResponse<String> call(
            @Nullable String key, String method, String path, @Nullable String body, String type) {
        return KeyedGateway.shared().call(key, method, path, body, type);
    }

    private static HttpResponse<String> call(@Nullable String key, String method, String path) {
        return call(key, method, path, null, "application/json");
    }

    private static HttpResponse<String> order(String key) {
        return call(
                key,
                "POST",
                "/api/v1/scan-jobs",
                "{\"url\":\"https://bakery.example.com/\"}",
                "application/json");
    }

    private static String member(HttpResponse<String> answer, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return MAPPER.readTree(answer.body()).get(name).stringValue();
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as("%s: %s", answer, answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(MAPPER.readTree(answer.body()).get("status").intValue()).isEqualTo(status);
    }

    /// An operation with its path filled in, as it is sent.
    ///
    /// @param scope that it needs
    /// @param owned whether it names something that belongs to a tenant
    private record Operation(
            String method, String path, @Nullable String body, Scope scope, boolean owned) {

        private String path(String scan, String batch, String tenant) {
            boolean known = scan.equals(scanId);
            return path.replace("{scanId}", scan)
                    .replace("{scheduleId}", known ? scheduleId : scan)
                    .replace("{id}", known ? MESSAGE : scan)
                    .replace("{batchId}", batch)
                    .replace("{tenant}", tenant);
        }

        private String described() {
            int query = path.indexOf('?');
            return method + " " + (query < 0 ? path : path.substring(0, query));
        }
    }

    private static Operation owned(String method, String path, Scope scope) {
        return new Operation(method, "/api/v1" + path, null, scope, true);
    }

    private static Stream<Operation> operations() {
        return Stream.of(
                new Operation("POST", "/api/v1/scan-jobs", "{", Scope.SCAN_WRITE, false),
                new Operation("GET", "/api/v1/scan-jobs", null, Scope.SCAN_READ, false),
                owned("DELETE", "/scan-jobs/{scanId}", Scope.SCAN_WRITE),
                owned("DELETE", "/scan-jobs/{scanId}?purge=true", Scope.ADMIN),
                owned("GET", "/scan-jobs/{scanId}/status", Scope.SCAN_READ),
                owned("GET", "/scan-jobs/{scanId}/events", Scope.SCAN_READ),
                owned("GET", "/scan-jobs/{scanId}/teaser", Scope.SCAN_READ),
                owned("GET", "/scan-jobs/{scanId}/full", Scope.FULL_READ),
                owned("POST", "/scan-jobs/{scanId}/unlock", Scope.FULL_READ),
                owned("GET", "/scan-jobs/{scanId}/diff?with={scanId}", Scope.FULL_READ),
                new Operation("GET", "/api/v1/scan?url=x", null, Scope.FULL_READ, false),
                new Operation("POST", "/api/v1/scan?url=x", null, Scope.FULL_READ, false),
                new Operation("POST", "/api/v1/scan-batches", "{", Scope.SCAN_WRITE, false),
                owned("GET", "/scan-batches/{batchId}", Scope.SCAN_READ),
                owned("GET", "/scan-batches/{batchId}/events", Scope.SCAN_READ),
                owned("GET", "/scan-batches/{batchId}/results", Scope.SCAN_READ),
                owned("DELETE", "/scan-batches/{batchId}", Scope.SCAN_WRITE),
                new Operation("GET", "/api/v1/pipeline", null, Scope.SCAN_READ, false),
                new Operation("POST", "/api/v1/schedules", "{", Scope.SCAN_WRITE, false),
                new Operation("GET", "/api/v1/schedules", null, Scope.SCAN_READ, false),
                owned("GET", "/schedules/{scheduleId}", Scope.SCAN_READ),
                owned("DELETE", "/schedules/{scheduleId}", Scope.SCAN_WRITE),
                new Operation("POST", "/api/v1/replays", "{", Scope.SCAN_WRITE, false),
                new Operation("GET", "/api/v1/webhooks/deliveries", null, Scope.SCAN_READ, false),
                owned("POST", "/webhooks/deliveries/{id}/redeliver", Scope.SCAN_WRITE),
                new Operation("GET", "/api/v1/webhooks/secret", null, Scope.SCAN_WRITE, false),
                new Operation(
                        "POST", "/api/v1/webhooks/secret/rotate", null, Scope.SCAN_WRITE, false),
                owned("DELETE", "/tenants/{tenant}?purge=true", Scope.ADMIN),
                owned("GET", "/tenants/{tenant}/erasure", Scope.ADMIN));
    }

    private static Stream<Operation> ownedOperations() {
        return operations().filter(Operation::owned);
    }

    @Test
    void noOperationIsLeftOut() {
        assertThat(operations().map(Operation::described))
                .containsAll(ApiContract.own().operations());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withoutAValidKeyThereIsNothing(Operation operation) {
        String path = operation.path(scanId, batchId, "bakery");
        for (String wrong : new String[] {null, "", "nonsense", NOBODYS, bakery + "x"}) {
            HttpResponse<String> answer =
                    call(wrong, operation.method(), path, operation.body(), "application/json");

            isProblem(answer, 401);
            assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aKeyWithoutTheScopeIsForbidden(Operation operation) {
        Set<Scope> others = EnumSet.allOf(Scope.class);
        others.remove(operation.scope());
        HttpResponse<String> answer =
                call(
                        key("bakery", true, others),
                        operation.method(),
                        operation.path(scanId, batchId, "bakery"),
                        operation.body(),
                        "application/json");

        isProblem(answer, 403);
        assertThat(answer.body()).contains(operation.scope().text());
    }

    @ParameterizedTest
    @MethodSource("ownedOperations")
    void whatIsAnothersIsAsUnknownAsWhatNeverWas(Operation operation) {
        HttpResponse<String> foreign =
                call(florist, operation.method(), operation.path(scanId, batchId, "bakery"));
        HttpResponse<String> unknown =
                call(
                        florist,
                        operation.method(),
                        operation.path("never-was", "never-was", "never-was"));

        isProblem(foreign, 404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
    }

    @Test
    void aListHasNothingOfOthers() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(call(bakery, "GET", "/api/v1/scan-jobs").body())
                                        .contains(scanId));
        assertThat(call(florist, "GET", "/api/v1/scan-jobs").body()).doesNotContain(scanId);
        assertThat(call(florist, "GET", "/api/v1/scan-jobs?batchId=" + batchId).body())
                .doesNotContain("a.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/scan-jobs/{scanId}/%66ull",
                "/api/v1/scan-jobs/{scanId}/full;a=b",
                "/%61pi/v1/scan-jobs/{scanId}/full",
                "//api/v1/scan-jobs/{scanId}/full",
                "/api/v1/./scan-jobs/{scanId}/full",
                "/docs/../api/v1/scan-jobs/{scanId}/full",
                "/docs/%2e%2e/api/v1/scan-jobs/{scanId}/full"
            })
    void noSpellingOfAPathGoesPastTheCheck(String path) {
        String reader = key("bakery", true, EnumSet.of(Scope.SCAN_READ));
        String spelt = path.replace("{scanId}", scanId);

        assertThat(call(null, "GET", spelt).statusCode()).isIn(400, 401, 404);
        assertThat(call(reader, "GET", spelt).statusCode()).isIn(400, 403, 404);
    }

    @Test
    void bothWaysToSendAKeyAreAsGood() {
        HttpResponse<String> answer =
                gateway.get("/api/v1/scan-jobs/" + scanId + "/status", "X-API-Key", bakery);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ratelimit-policy"))
                .contains(
                        "\"requests\";q=100000;w=10, \"polls\";q=100000;w=10,"
                                + " \"urls\";q=10000;w=86400");
        assertThat(answer.headers().firstValue("ratelimit").orElse(""))
                .matches(
                        "\"requests\";r=\\d+;t=\\d+, \"polls\";r=\\d+;t=\\d+,"
                                + " \"urls\";r=\\d+;t=\\d+");
    }

    @Test
    void pagesAndProbesNeedNoKey() {
        for (String path : List.of("/", "/docs", "/v3/api-docs", "/livez", "/metrics")) {
            assertThat(gateway.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void anExpiredKeyOpensNothing() {
        Instant past = Instant.now().minusSeconds(1);
        KeyDesk.Made expired =
                key(new KeyDesk.Order("bakery", "", true, ALL, PLENTY, PLENTY, past));

        isProblem(call(expired.text(), "GET", "/api/v1/scan-jobs"), 401);
    }

    @Test
    void aRevokedKeyOpensNothingSecondsLater() {
        KeyDesk.Made made = key(new KeyDesk.Order("bakery", "", true, ALL, PLENTY, PLENTY, null));
        assertThat(call(made.text(), "GET", "/api/v1/scan-jobs").statusCode()).isEqualTo(200);

        assertThat(desk.revoke(made.id())).isTrue();

        await().atMost(PATIENCE)
                .until(() -> call(made.text(), "GET", "/api/v1/scan-jobs").statusCode() == 401);
        assertThat(desk.revoke("no-such-key")).isFalse();
    }

    @Test
    void oneWhoPollsTooOftenIsToldWhenToComeAgainAndCanStillOrder() {
        String slow = key(new KeyDesk.Order("bakery", "", true, ALL, 1, PLENTY, null)).text();
        String path = "/api/v1/scan-jobs/" + scanId + "/status";
        int answered = 0;
        HttpResponse<String> answer = call(slow, "GET", path);
        while (answer.statusCode() == 200 && answered < 100) {
            answered++;
            answer = call(slow, "GET", path);
        }

        assertThat(answered).isBetween(10, 20);
        isProblem(answer, 429);
        assertThat(answer.headers().firstValueAsLong("retry-after").orElse(0)).isEqualTo(1);
        assertThat(answer.headers().firstValue("ratelimit").orElse("")).contains("\"polls\";r=0");
        assertThat(MAPPER.readTree(answer.body()).get("violated-policies").get(0).stringValue())
                .isEqualTo("polls");
        assertThat(order(slow).statusCode()).isEqualTo(202);
    }

    @Test
    void theQuotaOfUrlsHoldsForScansAndBatchesTogetherAndRepeatsAreFree() {
        String poor = key(new KeyDesk.Order("poor", "", true, ALL, PLENTY, 6, null)).text();
        String body = "{\"url\":\"https://bakery.example.com/quota\"}";
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> repeat =
                    gateway.send(
                            "POST",
                            "/api/v1/scan-jobs",
                            body,
                            "Content-Type",
                            "application/json",
                            "X-API-Key",
                            poor,
                            "Idempotency-Key",
                            "quota");
            assertThat(repeat.statusCode()).isEqualTo(202);
        }
        assertThat(order(poor).statusCode()).isEqualTo(202);

        HttpResponse<String> batch =
                call(
                        poor,
                        "POST",
                        "/api/v1/scan-batches",
                        "https://a.example.com/?%d\n".repeat(7).formatted(1, 2, 3, 4, 5, 6, 7),
                        "text/plain");

        JsonNode taken = MAPPER.readTree(batch.body());
        assertThat(taken.get("accepted").intValue()).isEqualTo(4);
        assertThat(taken.get("rejected").intValue()).isEqualTo(3);
        assertThat(taken.at("/rejections/0/reason").stringValue()).contains("used up");
        HttpResponse<String> refused = order(poor);
        isProblem(refused, 429);
        assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0))
                .isBetween(1L, 86_400L);
        isProblem(
                call(poor, "POST", "/api/v1/scan-batches", "https://b.example.com/", "text/plain"),
                429);
    }

    @Test
    void onlyAKeyThatIsEntitledMayHaveRobotsTxtIgnored() {
        Set<Scope> usual = EnumSet.complementOf(EnumSet.of(Scope.ROBOTS_IGNORE));
        String other = key("bakery", true, usual);
        String body = "{\"url\":\"https://bakery.example.com/private\",\"ignoreRobots\":true}";

        HttpResponse<String> refused =
                call(other, "POST", "/api/v1/scan-jobs", body, "application/json");
        HttpResponse<String> taken =
                call(bakery, "POST", "/api/v1/scan-jobs", body, "application/json");

        isProblem(refused, 403);
        JsonNode error = MAPPER.readTree(refused.body()).at("/errors/0");
        assertThat(error.get("field").stringValue()).isEqualTo("ignoreRobots");
        assertThat(error.get("reason").stringValue()).contains("robots:ignore");
        assertThat(requestToCrawl(member(taken, "scanId")).getIgnoreRobots()).isTrue();
        assertThat(requestToCrawl(member(order(other), "scanId")).getIgnoreRobots()).isFalse();
    }

    @Test
    void linesOfAnUploadThatIgnoreRobotsTxtNeedTheEntitledKeyToo() {
        String other = key("bakery", true, EnumSet.of(Scope.SCAN_WRITE, Scope.SCAN_READ));
        String lines =
                """
                {"url":"https://bakery.example.com/1"}
                {"url":"https://bakery.example.com/2","ignoreRobots":true}
                """;

        JsonNode refused = MAPPER.readTree(upload(other, lines).body());
        JsonNode taken = MAPPER.readTree(upload(bakery, lines).body());

        assertThat(refused.get("accepted").intValue()).isEqualTo(1);
        assertThat(refused.at("/rejections/0/line").intValue()).isEqualTo(2);
        assertThat(refused.at("/rejections/0/reason").stringValue())
                .isEqualTo("ignoreRobots needs a key with the scope robots:ignore");
        assertThat(taken.get("accepted").intValue()).isEqualTo(2);
    }

    private static HttpResponse<String> upload(String key, String lines) {
        return call(key, "POST", "/api/v1/scan-batches", lines, "application/x-ndjson");
    }

    /// What crawl is asked for.
    private static ScanOrder requestToCrawl(String scan) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                TopicDump.all(
                                                gateway.kafka().bootstrapServers(),
                                                Topics.SCAN_CRAWL_INTERACTIVE.name())
                                        .stream()
                                        .map(
                                                it ->
                                                        EventCodec.decode(
                                                                it.value(), CrawlRequest.class))
                                        .map(CrawlRequest::getOrder)
                                        .filter(it -> it.getScanId().equals(scan))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void aTeaserPlanReadsAFullReportOnlyOnceAPremiumKeyOfItsTenantHasUnlockedIt() throws Exception {
        String teaser = key("bakery", false, ALL);
        String report = "scan-of-bakery";
        publish(report, "bakery");
        String path = "/api/v1/scan-jobs/" + report;
        HttpResponse<String> locked =
                await().atMost(PATIENCE)
                        .until(
                                () -> call(teaser, "GET", path + "/full"),
                                answer -> answer.statusCode() != 404);
        isProblem(locked, 402);
        isProblem(call(teaser, "POST", path + "/unlock"), 402);
        isProblem(call(florist, "POST", path + "/unlock"), 404);
        isProblem(call(teaser, "GET", path + "/diff?with=" + report), 402);

        assertThat(call(bakery, "GET", path + "/full").statusCode()).isEqualTo(200);
        isProblem(call(teaser, "GET", path + "/full"), 402);
        double before = conversions();
        for (int i = 0; i < 3; i++) {
            assertThat(call(bakery, "POST", path + "/unlock").statusCode()).isEqualTo(200);
        }

        assertThat(conversions() - before).isEqualTo(1);
        assertThat(call(teaser, "GET", path + "/full").statusCode()).isEqualTo(200);
        isProblem(call(florist, "GET", path + "/full"), 404);
    }

    private static void publish(String id, String tenant) throws Exception {
        ScanOrder order = ScanOrder.newBuilder(SampleReports.order(id)).setTenant(tenant).build();
        FullReport report = SampleReports.report(order, "Sourdough bread");
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", gateway.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.SCAN_REPORTS.name(),
                                    id.getBytes(StandardCharsets.UTF_8),
                                    EventCodec.encode(report)))
                    .get();
        }
    }

    private static double conversions() {
        return gateway.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("scan_premium_conversions_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "https://sub.evil.example",
                "https://allowed.evil.example",
                "file://",
                "http://127.0.0.1"
            })
    void pagesOfOtherSitesAreRefusedWithoutAWord(String origin) {
        String path = "/api/v1/scan-jobs/" + scanId + "/status";
        HttpResponse<String> read = gateway.get(path, "X-API-Key", bakery, "Origin", origin);
        HttpResponse<String> preflight =
                gateway.send(
                        "OPTIONS",
                        path,
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "GET");

        for (HttpResponse<String> answer : List.of(read, preflight)) {
            isProblem(answer, 403);
            assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
            assertThat(answer.headers().allValues("vary")).contains("Origin");
        }
    }

    @Test
    void theGatewaysOwnPageMayCallAlsoBehindAProxyThatEndsTls() {
        String path = "/api/v1/scan-jobs/" + scanId + "/status";
        for (String scheme : List.of("http", "https")) {
            String origin = scheme + "://127.0.0.1:" + gateway.port();
            assertThat(gateway.get(path, "X-API-Key", bakery, "Origin", origin).statusCode())
                    .isEqualTo(200);
        }
    }
}
