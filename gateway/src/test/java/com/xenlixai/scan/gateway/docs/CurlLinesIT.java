package com.xenlixai.scan.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.access.KeyedGateway;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.outbound.LoopbackServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/// Every line with `curl` that the documentation shows does what it says, as it is written: only
/// the addresses, the keys and the ids are this test's.
class CurlLinesIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long SECONDS = 90;
    private static final String TENANT = "reader";
    private static final String LEAVING = "leaving";
    private static final String URL = "https://example.com/";
    private static final String SITEMAP = "https://example.com/sitemap.xml";

    /// What is not run, by the variable that leads elsewhere, and why.
    private static final Map<String, String> NOT_RUN =
            Map.of(
                    "$STAGE", "asks an instance of a stage: none runs beside this gateway",
                    "$PROMETHEUS", "asks Prometheus: none runs beside this gateway");

    /// What is promised beyond a success, by the words of the line; the first that fits counts.
    private static final List<Map.Entry<String, Integer>> PROMISED =
            List.of(
                    Map.entry("-H 'If-None-Match: \"2\"'", 304),
                    Map.entry("$SCAN?purge=true", 204),
                    Map.entry("-X DELETE \"$GATEWAY/api/v1/scan-jobs/$SCAN\"", 202),
                    Map.entry("-X POST \"$GATEWAY/api/v1/scan-jobs\"", 202),
                    Map.entry("-X POST \"$GATEWAY/api/v1/schedules\"", 201),
                    Map.entry("scan-jobs -H 'Content-Type", 202),
                    Map.entry("/api/v1/scan?url=", 200));

    @TempDir private static Path folder;

    private static KeyedGateway keyed;
    private static TestGateway gateway;
    private static LoopbackServer site;
    private static PlayedStages stages;
    private static String key;
    private static Map<String, String> usual;

    @BeforeAll
    static void start() throws Exception {
        needCurl();
        site = LoopbackServer.start();
        site.text(
                "/sitemap.xml",
                "<urlset><url><loc>%s</loc></url></urlset>".formatted(site.url("/")));
        keyed =
                KeyedGateway.start(
                        "xenlix.crawl.allow-networks=127.0.0.1/32",
                        "xenlix.crawl.allow-ports=443," + site.port());
        gateway = keyed.gateway();
        stages = new PlayedStages(gateway.kafka().bootstrapServers());
        key = keyed.key(TENANT, true, KeyedGateway.ALL);
        usual = usual();
    }

    private static void needCurl() throws Exception {
        try {
            assertThat(new ProcessBuilder("curl", "--version").start().waitFor()).isZero();
        } catch (IOException missing) {
            String message = "curl is not on the PATH; Debian's package curl has it";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message, missing);
            }
            System.err.println("SKIPPED: " + message);
            throw new TestAbortedException(message, missing);
        }
    }

    @AfterAll
    static void stop() {
        if (keyed != null) {
            stages.close();
            keyed.close();
            site.close();
        }
    }

    /// What the variables of most lines stand for: a finished scan and its batch, a schedule, a
    /// message that can be sent again.
    private static Map<String, String> usual() throws Exception {
        String scan = finished(URL);
        // A line asks for a scan that is fresh enough, which the archive knows a moment later.
        JobArchive archive = gateway.context().getBean(JobArchive.class);
        await().atMost(PATIENCE).until(() -> archive.find(scan).blockOptional().isPresent());
        String batch =
                member(post("/api/v1/scan-batches", "{\"urls\":[\"" + URL + "\"]}"), "batchId");
        String listed = "/api/v1/scan-jobs?batchId=" + batch;
        String line =
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        MAPPER.readTree(get(listed).body())
                                                .at("/jobs/0/scanId")
                                                .asString(""),
                                id -> !id.isEmpty());
        stages.finish(TENANT, line, URL);
        String schedule =
                member(
                        post(
                                "/api/v1/schedules",
                                "{\"url\":\"%s\",\"cron\":\"0 0 1 1 *\"}".formatted(URL)),
                        "scheduleId");
        gateway.context()
                .getBean(DatabaseClient.class)
                .sql(
                        """
                        insert into webhook_delivery (id, tenant, subject, type, url, body, state, give_up_at)
                        values ('msg_1', $1, 'x', 'scan.finished', 'https://example.com/', '{}',
                            'GIVEN_UP', now() + interval '1 day')
                        """)
                .bind(0, TENANT)
                .then()
                .block();
        var variables = new HashMap<String, String>();
        variables.put("GATEWAY", "http://127.0.0.1:" + gateway.port());
        variables.put("KEY", key);
        variables.put("ADMIN_KEY", keyed.key(LEAVING, true, KeyedGateway.ALL));
        variables.put("TENANT", LEAVING);
        List.of("SCAN", "SCAN_ID", "ID").forEach(name -> variables.put(name, scan));
        variables.put("BATCH", batch);
        variables.put("SCHEDULE", schedule);
        variables.put("MESSAGE", "msg_1");
        return Map.copyOf(variables);
    }

    static Stream<CurlLine> lines() {
        return CurlLine.all().stream().filter(line -> elsewhere(line).isEmpty());
    }

    private static List<String> elsewhere(CurlLine line) {
        return NOT_RUN.keySet().stream().filter(line.command()::contains).toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void lineDoesWhatItSays(CurlLine line) throws Exception {
        Path home = Files.createTempDirectory(folder, "line");
        boolean hasKey = line.command().contains("KEY\"");
        Files.writeString(
                home.resolve(".curlrc"),
                "dump-header = \"head.txt\"\n"
                        + (hasKey ? "" : "header = \"X-API-Key: %s\"\n".formatted(key)));
        var bash =
                new ProcessBuilder("bash", "-uc", placed(line.command()))
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("out.txt").toFile());
        bash.environment().put("CURL_HOME", home.toString());
        bash.environment().putAll(usual);
        bash.environment().putAll(ownOf(line));

        Process process = bash.start();

        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(home.resolve("out.txt"));
        assertThat(ended).as("ends: " + output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).doesNotContain("urn:xenlix:problem:");
        int status = status(Files.readString(home.resolve("head.txt")));
        promised(line)
                .ifPresentOrElse(
                        promise -> assertThat(status).as(output).isEqualTo(promise),
                        () -> assertThat(status).as(output).isBetween(200, 299));
    }

    /// Leads to this test's gateway and site what the line has no variable for.
    private static String placed(String command) {
        return command.replace("http://localhost:8080", usual.get("GATEWAY"))
                .replace(
                        SITEMAP,
                        command.contains("/schedules") ? SITEMAP : site.url("/sitemap.xml"));
    }

    /// A scan or a batch of its own for a line that needs it in a certain state, or ends it.
    private static Map<String, String> ownOf(CurlLine line) throws Exception {
        String command = line.command();
        if (command.contains("purge=true")) {
            return command.contains("$SCAN") ? Map.of("SCAN", finished(URL + "gone")) : Map.of();
        }
        if (command.contains("DELETE") && command.contains("$BATCH")) {
            return Map.of(
                    "BATCH",
                    member(
                            post("/api/v1/scan-batches", "{\"urls\":[\"" + URL + "\"]}"),
                            "batchId"));
        }
        boolean running = command.contains("If-None-Match") || command.contains("DELETE");
        return running && command.contains("$SCAN") ? Map.of("SCAN", running()) : Map.of();
    }

    private static Optional<Integer> promised(CurlLine line) {
        return PROMISED.stream()
                .filter(promise -> line.command().contains(promise.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// Of the last answer, where there were several.
    private static int status(String head) {
        return head.lines()
                .filter(line -> line.startsWith("HTTP/"))
                .map(line -> Integer.parseInt(line.split(" ")[1]))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private static String running() throws Exception {
        String scan = ordered(URL);
        stages.begin(scan);
        await().atMost(PATIENCE)
                .until(
                        () -> get("/api/v1/scan-jobs/" + scan + "/status"),
                        answer -> answer.headers().firstValue("etag").orElse("").endsWith("\"2\""));
        return scan;
    }

    private static String finished(String url) throws Exception {
        String scan = ordered(url);
        stages.finish(TENANT, scan, url);
        await().atMost(PATIENCE)
                .until(
                        () -> get("/api/v1/scan-jobs/" + scan + "/status").body(),
                        status -> status.contains("FULL_READY"));
        return scan;
    }

    private static String ordered(String url) {
        return member(post("/api/v1/scan-jobs", "{\"url\":\"%s\"}".formatted(url)), "scanId");
    }

    private static String member(HttpResponse<String> answer, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return MAPPER.readTree(answer.body()).get(name).stringValue();
    }

    private static HttpResponse<String> post(String path, String json) {
        return keyed.call(key, "POST", path, json, "application/json");
    }

    private static HttpResponse<String> get(String path) {
        return keyed.call(key, "GET", path, null, "application/json");
    }

    @Test
    void everyReasonNotToRunALineIsStillNeeded() {
        assertThat(NOT_RUN.keySet())
                .allSatisfy(
                        variable ->
                                assertThat(CurlLine.all())
                                        .anyMatch(line -> line.command().contains(variable)));
    }

    @Test
    void everyPromiseIsOfALine() {
        assertThat(PROMISED)
                .allSatisfy(
                        promise ->
                                assertThat(lines())
                                        .anyMatch(
                                                line -> line.command().contains(promise.getKey())));
    }

    @Test
    void linesAreFoundInAllKindsOfCodeBlocks() {
        String page =
                """
                Use curl -s for it.

                    curl -s http://a/

                ```sh
                curl -s http://b/ \\
                  -i
                ```

                1. So:

                   ```sh
                   echo x | curl -s http://c/ | head -1
                   ```
                """;

        assertThat(CurlLine.of("page.md", page))
                .extracting(line -> line.command().replaceAll(" +", " "))
                .containsExactly(
                        "curl -s http://a/",
                        "curl -s http://b/ -i",
                        "echo x | curl -s http://c/ | head -1");
    }
}
