package com.xenlixai.scan.gateway.job;

import static com.xenlixai.scan.gateway.RunningGateway.json;
import static com.xenlixai.scan.gateway.job.BothWays.assertSameBothWays;
import static com.xenlixai.scan.gateway.job.BothWays.isLean;
import static com.xenlixai.scan.gateway.job.BothWays.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.RawAnswer;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.access.KeyDesk;
import com.xenlixai.scan.gateway.access.KeyedGateway;
import com.xenlixai.scan.gateway.access.Scope;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Sinks;

/// A poll that is answered before the web framework sees it is answered as the framework would.
class LeanPollsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JOBS = "/api/v1/scan-jobs";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PAGE = "https://app.example.com";

    private static TestGateway open;
    private static KeyedGateway keyed;
    private static Pipeline pipeline;
    private static String waiting;
    private static String finished;
    private static String failed;

    @BeforeAll
    static void start() throws Exception {
        String[] settings = {
            "xenlix.security.trusted-proxies=127.0.0.1/32",
            "xenlix.security.address-rate=1",
            "xenlix.security.cors-origins=" + PAGE
        };
        open = TestGateway.start(settings);
        keyed = KeyedGateway.start(settings);
        pipeline = new Pipeline(open.kafka().bootstrapServers());
        waiting = order(open);
        finished = order(open);
        failed = order(open);
        pipeline.tell(Events.started(finished, Stage.CRAWL));
        pipeline.tell(Events.of(finished, StatusKind.REPORT_STORED));
        pipeline.tell(
                StatusEvent.newBuilder(Events.failed(failed, Stage.CRAWL, Cause.HTTP_4XX))
                        .setOccurredAt(Instant.now())
                        .build());
        awaitStalled(open, waiting);
        awaitState(open, finished, "FULL_READY");
        awaitState(open, failed, "FAILED");
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        keyed.close();
        open.close();
    }

    static Stream<List<String>> plainPolls() {
        return Stream.of(
                List.of("If-State-At-Least: 0"),
                List.of("If-State-At-Least: W/\"1\""),
                List.of("If-None-Match: W/\"0\""),
                List.of("If-None-Match: W/\"%d\""),
                List.of("If-None-Match: \"%d\""),
                List.of("If-None-Match: W/\"%d\"", "If-State-At-Least: 1"),
                List.of("If-State-At-Least: 0", "Accept: application/json"),
                List.of("If-State-At-Least: 0", "Accept: */*", "Accept-Encoding: gzip"),
                List.of("If-State-At-Least: 0", "Cookie: a=b", "X-Forwarded-For: 203.0.113.77"),
                List.of(
                        "If-State-At-Least: 0",
                        "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01"));
    }

    @ParameterizedTest
    @MethodSource("plainPolls")
    void plainPollsAreAnsweredAsTheFrameworkAnswersThem(List<String> headers) throws Exception {
        for (String scanId : List.of(waiting, finished, failed)) {
            List<String> ofJob = ofVersion(headers, scanId);

            assertThat(isLean(open, statusOf(scanId), ofJob)).isTrue();
            assertSameBothWays(open, statusOf(scanId), ofJob);
        }
    }

    @Test
    void whatHasEndedIsToldAtOnceAlsoToThoseWhoSayNothing() throws Exception {
        for (String scanId : List.of(finished, failed)) {
            assertThat(isLean(open, statusOf(scanId), List.of())).isTrue();
            assertSameBothWays(open, statusOf(scanId), List.of());
        }
    }

    static Stream<List<String>> otherPolls() {
        return Stream.of(
                List.of("Prefer: wait=1"),
                List.of("Accept: text/event-stream"),
                List.of("Accept: text/html"),
                List.of("Accept: application/json;q=0.5, text/html"),
                List.of("Origin: " + PAGE),
                List.of("Origin: https://elsewhere.example.com"),
                List.of("If-None-Match: *"),
                List.of("If-None-Match: W/\"1\", W/\"2\""),
                List.of("If-None-Match: nonsense"),
                List.of("If-Match: W/\"1\""),
                List.of("If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT"),
                List.of("If-Unmodified-Since: Sat, 29 Oct 1994 19:43:31 GMT"),
                List.of("If-State-At-Least: nonsense"),
                List.of("If-State-At-Least: 99"));
    }

    @ParameterizedTest
    @MethodSource("otherPolls")
    void anythingUnusualIsTheFrameworks(List<String> headers) throws Exception {
        assertThat(isLean(open, statusOf(finished), headers)).isFalse();
        assertSameBothWays(open, statusOf(finished), headers);
    }

    @Test
    void soAreOtherPathsAndMethods() throws Exception {
        String unknown = finished.substring(0, 33) + (finished.endsWith("0") ? "1" : "0");
        for (String path :
                List.of(
                        statusOf(finished) + "?",
                        statusOf(finished) + "?wait=1s",
                        statusOf(finished) + "/",
                        statusOf(finished).replace("status", "%73tatus"),
                        statusOf(finished).replace("/status", ";a=b/status"),
                        statusOf(finished.substring(1)),
                        statusOf(unknown),
                        JOBS + "/" + finished + "/teaser",
                        JOBS)) {
            assertThat(isLean(open, path, List.of())).as(path).isFalse();
        }
        for (String method : List.of("HEAD", "POST", "OPTIONS", "DELETE")) {
            assertThat(isLean(open, method, statusOf(finished), List.of())).as(method).isFalse();
        }
        assertThat(raw(open, "GET", statusOf(unknown), List.of()).status()).isEqualTo(404);
        assertThat(raw(open, "HEAD", statusOf(finished), List.of()).header("ETag"))
                .isEqualTo(raw(open, "GET", statusOf(finished), List.of()).header("ETag"));
    }

    @Test
    void whoSaysNothingOfAScanThatHasNotEndedIsToldTheSameBothWays() throws Exception {
        assertThat(isLean(open, statusOf(waiting), List.of())).isTrue();
        assertSameBothWays(open, statusOf(waiting), List.of());
    }

    @Test
    void whoMayHaveSeenMoreIsToldOnceTheLogHasConfirmedIt() {
        Sinks.Empty<Void> log = Sinks.empty();
        MockServerHttpResponse told = LogOnDemand.poll(open, log, statusOf(waiting));
        assertThat(told.isCommitted()).isFalse();

        log.tryEmitEmpty();

        assertThat(told.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(told.getBodyAsString().block(PATIENCE)).contains(waiting);
        // What has ended needs no word of the log.
        assertThat(LogOnDemand.poll(open, Sinks.empty(), statusOf(finished)).getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void aViewThatStaysBehindTheLogSaysSo() {
        Sinks.Empty<Void> log = Sinks.empty();
        MockServerHttpResponse told = LogOnDemand.poll(open, log, statusOf(waiting));

        log.tryEmitError(ProblemException.unavailable("behind", Duration.ofSeconds(1)));

        assertThat(told.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(told.getHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(told.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(told.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void anAddressPaysTheSameAndIsRefusedAlike() throws Exception {
        String tag = "If-None-Match: W/\"" + versionOf(finished) + "\"";
        List<String> counts = new ArrayList<>();
        int address = 1;
        for (String end : List.of("", "?")) {
            String path = statusOf(finished) + end;
            List<String> sender = List.of("X-Forwarded-For: 203.0.113." + address++);
            for (int i = 0; i < 2; i++) {
                raw(open, "GET", path, sender);
            }
            counts.add(raw(open, "GET", path, both(sender, tag)).header("RateLimit"));
            RawAnswer refused = null;
            for (int i = 0; i < 200 && refused == null; i++) {
                RawAnswer answer = raw(open, "GET", path, sender);
                refused = answer.status() == 200 ? null : answer;
            }
            assertThat(refused).isNotNull();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.text()).contains("\"violated-policies\":[\"address\"]");
        }
        // Of 50 units two answers take 5 each and a 304 takes 1, and time gives a few back.
        assertThat(counts).allMatch(count -> count.matches("\"address\";r=[78];t=[123]"));
    }

    @Test
    void keysOpenTheSameBothWays() throws Exception {
        String bakery = keyed.key("bakery", true, KeyedGateway.ALL);
        String florist = keyed.key("florist", true, KeyedGateway.ALL);
        String writer = keyed.key("bakery", true, Set.of(Scope.SCAN_WRITE));
        HttpResponse<String> accepted =
                keyed.call(
                        bakery,
                        "POST",
                        JOBS,
                        "{\"url\":\"https://www.example.com/\"}",
                        "application/json");
        String scanId = json(accepted).get("scanId").stringValue();
        awaitStalled(keyed.gateway(), scanId, "X-API-Key", bakery);
        String seen = "If-State-At-Least: 1";
        List<String> asBearer = List.of(seen, "Authorization: Bearer " + bakery);
        List<String> inItsOwn = List.of(seen, "X-API-Key: " + bakery);
        List<String> known = List.of("If-None-Match: W/\"1\"", "X-API-Key: " + bakery);
        for (List<String> headers : List.of(asBearer, inItsOwn, known)) {
            assertSameBothWays(keyed.gateway(), statusOf(scanId), headers);
            assertThat(isLean(keyed.gateway(), statusOf(scanId), headers)).isTrue();
        }
        assertThat(raw(keyed.gateway(), "GET", statusOf(scanId), asBearer).header("RateLimit"))
                .contains("\"requests\";", "\"polls\";", "\"urls\";");

        Map<List<String>, Integer> others =
                Map.of(
                        List.of(seen, "X-API-Key: " + florist), 404,
                        List.of(seen, "X-API-Key: " + writer), 403,
                        List.of(seen, "X-API-Key: " + bakery.substring(1)), 401,
                        List.of(seen), 401);
        others.forEach(
                (headers, status) -> {
                    assertThat(isLean(keyed.gateway(), statusOf(scanId), headers)).isFalse();
                    assertThat(assertSameBothWays(keyed.gateway(), statusOf(scanId), headers))
                            .isEqualTo(status);
                });
    }

    @Test
    void aKeysPollsRunOutAlike() throws Exception {
        String poor =
                keyed.desk()
                        .create(
                                new KeyDesk.Order(
                                        "poor", "", true, KeyedGateway.ALL, 1, 1_000, null))
                        .text();
        HttpResponse<String> accepted =
                keyed.call(
                        poor,
                        "POST",
                        JOBS,
                        "{\"url\":\"https://www.example.com/\"}",
                        "application/json");
        String path = statusOf(json(accepted).get("scanId").stringValue());
        List<String> headers = List.of("If-State-At-Least: 0", "X-API-Key: " + poor);
        int answered = 0;
        RawAnswer last = raw(keyed.gateway(), "GET", path, headers);
        while (last.status() == 200 && answered < 200) {
            answered++;
            last = raw(keyed.gateway(), "GET", path, headers);
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.text()).contains("\"violated-policies\":[\"polls\"]");
        assertThat(answered).isBetween(10, 60);
    }

    @Test
    void bothWaysCountAsTheSameRequests() throws Exception {
        List<String> known = List.of("If-None-Match: W/\"" + versionOf(finished) + "\"");
        for (List<String> headers : List.of(List.<String>of(), known)) {
            Map<String, Double> before = requests();
            raw(open, "GET", statusOf(finished), headers);
            Map<String, Double> once =
                    await().until(LeanPollsIT::requests, now -> differ(now, before));
            raw(open, "GET", statusOf(finished) + "?", headers);
            Map<String, Double> twice =
                    await().until(LeanPollsIT::requests, now -> differ(now, once));

            assertThat(changed(before, once)).hasSize(1).isEqualTo(changed(once, twice));
            assertThat(changed(before, once).getFirst())
                    .contains("uri=\"/api/v1/scan-jobs/{scanId}/status\"");
        }
    }

    /// By its exemplar, of which there is a new one every few seconds at most.
    @Test
    void aSampledPollIsPartOfItsCallersTrace() {
        String trace = "1bf92f3577b34da6a3ce929d0e0e4736";
        List<String> sampled = List.of("traceparent: 00-" + trace + "-00f067aa0ba902b7-01");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            raw(open, "GET", statusOf(finished), sampled);
                            return open.get("/metrics", "Accept", "application/openmetrics-text")
                                    .body()
                                    .lines()
                                    .filter(line -> line.contains("{scanId}/status"))
                                    .anyMatch(line -> line.contains(trace));
                        });
    }

    private static List<String> changed(Map<String, Double> before, Map<String, Double> after) {
        return after.entrySet().stream()
                .filter(series -> !series.getValue().equals(before.get(series.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean differ(Map<String, Double> now, Map<String, Double> before) {
        return !now.equals(before);
    }

    /// How many requests there were, by series.
    private static Map<String, Double> requests() {
        return open.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.lastIndexOf(' ')),
                                line -> Double.valueOf(line.substring(line.lastIndexOf(' '))),
                                (first, _) -> first,
                                TreeMap::new));
    }

    private static List<String> both(List<String> headers, String one) {
        List<String> all = new ArrayList<>(headers);
        all.add(one);
        return all;
    }

    private static List<String> ofVersion(List<String> headers, String scanId) {
        long version = versionOf(scanId);
        return headers.stream().map(line -> line.replace("%d", "" + version)).toList();
    }

    private static long versionOf(String scanId) {
        return json(open.get(statusOf(scanId))).get("version").longValue();
    }

    private static String order(TestGateway gateway) {
        HttpResponse<String> answer =
                gateway.send(
                        "POST",
                        JOBS,
                        "{\"url\":\"https://www.example.com/shop\"}",
                        "Content-Type",
                        "application/json");
        return json(answer).get("scanId").stringValue();
    }

    private static void awaitState(TestGateway gateway, String scanId, String state) {
        await().atMost(PATIENCE)
                .until(
                        () -> json(gateway.get(statusOf(scanId))),
                        document ->
                                document.get("status").stringValue().equals(state)
                                        && document.get("version").longValue() > 0);
    }

    /// Nobody works here, which gateways find out after a while: from then on nothing changes.
    private static void awaitStalled(TestGateway gateway, String scanId, String... key) {
        await().atMost(PATIENCE)
                .until(
                        () -> json(gateway.get(statusOf(scanId), key)),
                        document ->
                                document.at("/queue/stalled").booleanValue(false)
                                        && document.get("version").longValue() > 0);
    }

    private static String statusOf(String scanId) {
        return JOBS + "/" + scanId + "/status";
    }
}
