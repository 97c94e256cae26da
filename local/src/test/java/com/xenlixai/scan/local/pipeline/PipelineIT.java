package com.xenlixai.scan.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.client.GatewayProblem;
import com.xenlixai.scan.local.client.StatusDocument;
import com.xenlixai.scan.local.topic.TopicTail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole pipeline in one JVM, asked over HTTP about pages whose facts are known.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineIT {

    private static final Duration WITHIN = Duration.ofSeconds(90);

    private final Path folder;
    private final SiteFarm farm = SiteFarm.start();
    private LocalPipeline pipeline;
    private GatewayClient client;

    PipelineIT(@TempDir Path folder) {
        this.folder = folder;
        this.pipeline = start();
        this.client = new GatewayClient(pipeline.gatewayUrl(), Optional.empty());
    }

    @BeforeAll
    void firstScanWarmsUp() throws InterruptedException {
        assertThat(finished(farm.url("/broken/thin")).status()).isEqualTo("FULL_READY");
    }

    @AfterAll
    void stop() {
        client.close();
        pipeline.close();
        farm.close();
    }

    @Test
    void theReportOfAnArticleStatesWhatStandsThere() throws InterruptedException {
        JsonNode report = report(farm.url("/blog/sourdough-hydration"));

        assertThat(report.path("finalUrl").asString())
                .isEqualTo(farm.url("/blog/sourdough-hydration"));
        assertThat(report.path("http").path("status").asInt()).isEqualTo(200);
        JsonNode page = report.path("page");
        assertThat(page.path("title").asString())
                .isEqualTo("Sourdough hydration explained: from 65 to 85 percent");
        assertThat(page.path("description").asString())
                .startsWith("What sourdough hydration means");
        assertThat(page.path("lang").asString()).isEqualTo("en");
        assertThat(page.path("canonical").asString())
                .isEqualTo(farm.url("/blog/sourdough-hydration"));
        assertThat(page.path("wordCount").asInt()).isBetween(600, 900);
        assertThat(texts(page.path("headings"), "text"))
                .contains("Sourdough hydration explained", "Does the starter count?");
        assertThat(report.path("score").asDouble()).isBetween(50.0, 100.0);
        assertThat(list(report.path("categories"))).hasSizeGreaterThanOrEqualTo(5);
        assertThat(list(report.path("checks"))).hasSizeGreaterThanOrEqualTo(15);
        assertThat(report.path("insights").path("summary").asString()).isNotBlank();
    }

    @Test
    void keyphrasesOccurOnThePageAndTheTopicIsAmongThem() throws InterruptedException {
        JsonNode report = report(farm.url("/blog/sourdough-hydration"));
        List<String> phrases = texts(report.path("keyphrases"), "phrase");

        assertThat(phrases)
                .anyMatch(phrase -> phrase.toLowerCase(Locale.ROOT).contains("hydration"));
        String text = plainText("/farm/article.html");
        assertThat(phrases).allMatch(phrase -> text.contains(phrase.toLowerCase(Locale.ROOT)));
    }

    @Test
    void knownDefectsAreFoundAndAWellMadePageScoresHigher() throws InterruptedException {
        JsonNode broken = report(farm.url("/broken/seo"));
        JsonNode article = report(farm.url("/blog/sourdough-hydration"));

        List<String> failed =
                list(broken.path("checks")).stream()
                        .filter(check -> check.path("outcome").asString().equals("fail"))
                        .map(check -> check.path("id").asString())
                        .toList();
        assertThat(failed).hasSizeGreaterThanOrEqualTo(3).anyMatch(id -> id.contains("title"));
        assertThat(broken.path("score").asDouble()).isLessThan(article.path("score").asDouble());
    }

    @Test
    void anOldEncodingAndOtherLanguagesAreReadAsTheyAre() throws InterruptedException {
        JsonNode latin1 = report(farm.url("/broken/latin1"));
        assertThat(latin1.path("page").path("title").asString())
                .isEqualTo("Grüße aus dem Café Müßiggang");
        JsonNode german = report(farm.url("/de/ratgeber/waermepumpe"));
        assertThat(german.path("page").path("lang").asString()).isEqualTo("de");
        assertThat(texts(german.path("keyphrases"), "phrase"))
                .anyMatch(phrase -> phrase.toLowerCase(Locale.ROOT).contains("wärmepumpe"));
    }

    @Test
    void redirectsAreFollowedToThePage() throws InterruptedException {
        JsonNode report = report(farm.url("/redirects/chain"));
        assertThat(report.path("finalUrl").asString()).isEqualTo(farm.url("/faq"));
        assertThat(report.path("url").asString()).isEqualTo(farm.url("/redirects/chain"));
    }

    @ParameterizedTest
    @CsvSource({
        "/errors/404, HTTP_4XX",
        "/errors/500, HTTP_5XX",
        "/redirects/loop, REDIRECTS",
        "/redirects/metadata, BLOCKED_ADDRESS",
        "/files/report.pdf, UNSUPPORTED_CONTENT",
        "/private/prices, ROBOTS_DISALLOWED"
    })
    void whatCannotBeScannedFailsWithItsCause(String path, String cause)
            throws InterruptedException {
        StatusDocument last = finished(farm.url(path));
        assertThat(last.status()).isEqualTo("FAILED");
        assertThat(last.json().path("error").path("cause").asString()).isEqualTo(cause);
        assertThat(last.json().path("error").path("stage").asString()).isEqualTo("CRAWL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop/kettle",
                "ftp://example.com/file",
                "http://user:secret@example.com/",
                "http:///path",
                "http://exa mple.com/",
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/"
            })
    void whatIsNoScannableUrlIsRefusedBeforeAnythingIsQueued(String url) {
        assertThatExceptionOfType(GatewayProblem.class)
                .isThrownBy(() -> client.submit(url))
                .matches(problem -> problem.status() == 400 || problem.status() == 422);
    }

    @Test
    void theEventsOfAScanCanBeReadAsJsonLines() throws InterruptedException {
        StatusDocument last = finished(farm.url("/local/dentist"));
        String scanId = last.json().path("scanId").asString();
        List<String> lines = new ArrayList<>();
        new TopicTail(pipeline.bootstrapServers()).read("scan-status", -1, false, lines::add);

        List<JsonNode> events =
                lines.stream()
                        .map(line -> (JsonNode) JsonMapper.shared().readTree(line))
                        .filter(event -> event.path("key").asString("").equals(scanId))
                        .toList();
        assertThat(events)
                .extracting(event -> event.path("value").path("kind").asString(""))
                .contains("ACCEPTED", "STAGE_FINISHED", "TEASER_STORED", "REPORT_STORED");
        assertThat(events)
                .allMatch(
                        event ->
                                event.path("headers")
                                        .path("ce_type")
                                        .asString("")
                                        .equals("com.xenlixai.scan.StatusEvent"));
    }

    @Test
    void aPageIsJudgedAgainFromTheLogAndNothingButTheRulesCanMoveIt() throws Exception {
        StatusDocument first = finished(farm.url("/blog/sourdough-hydration"));
        String scanId = first.json().path("scanId").asString();
        JsonNode before = client.full(scanId);

        JsonNode again = replayed("analyze", scanId);

        String againId = again.path("scanId").asString();
        assertThat(again.path("replayOf").asString()).isEqualTo(scanId);
        StatusDocument status = client.status(againId, "", Duration.ZERO).orElseThrow();
        assertThat(status.json().path("stages").path(0).path("state").asString())
                .isEqualTo("SKIPPED");
        JsonNode after = client.full(againId);
        for (String same : List.of("checks", "score", "categories", "headlines", "fetchedAt")) {
            assertThat(after.path(same)).as(same).isEqualTo(before.path(same));
        }
        assertThat(after.path("replay").path("of").asString()).isEqualTo(scanId);
        assertThat(after.path("replay").path("score").path("byPage").asDouble(1)).isZero();
        assertThat(after.path("replay").path("moved")).isEmpty();
        assertThat(client.html(againId)).contains("What has moved since the page was fetched");
        JsonNode diff = client.diff(scanId, againId);
        assertThat(diff.path("samePage").asBoolean(false)).isTrue();
        assertThat(diff.path("new")).isEmpty();
        assertThat(diff.path("fixed")).isEmpty();
        assertThat(diff.path("persisting")).isNotEmpty();
    }

    @Test
    void aTimeOrABatchIsRunAgainAndReplaysOfATimeAreNot() throws Exception {
        Instant before = Instant.now();
        String scanId = finished(farm.url("/local/dentist")).json().path("scanId").asString();
        JsonNode first = replayed("analyze", scanId);
        var since = JsonMapper.shared().createObjectNode().put("from", "analyze");

        JsonNode ofTime = ended(client.replay(since.put("since", before.toString())));

        assertThat(ofTime.path("replayOf").asString()).isEqualTo(scanId);
        String batchId =
                client.status(first.path("scanId").asString(), "", Duration.ZERO)
                        .orElseThrow()
                        .json()
                        .path("batchId")
                        .asString();
        var batch = JsonMapper.shared().createObjectNode().put("from", "analyze");
        JsonNode ofBatch = ended(client.replay(batch.put("batchId", batchId)));
        assertThat(ofBatch.path("replayOf").asString()).isEqualTo(scanId);
        assertThat(ofBatch.path("status").asString()).isEqualTo("FULL_READY");
    }

    @Test
    void onlyTheLastStageRunsAgainWhereThatIsWanted() throws Exception {
        String scanId = finished(farm.url("/faq")).json().path("scanId").asString();

        JsonNode again = replayed("generate", scanId);

        String againId = again.path("scanId").asString();
        JsonNode after = client.full(againId);
        assertThat(after.path("checks")).isEqualTo(client.full(scanId).path("checks"));
        assertThat(after.path("keyphrases")).isEqualTo(client.full(scanId).path("keyphrases"));
        assertThat(client.teaser(againId).path("scanId").asString()).isEqualTo(againId);
        assertThat(client.teaser(againId).path("findings"))
                .isEqualTo(client.teaser(scanId).path("findings"));
    }

    @Test
    void whatTheLogDoesNotHaveIsNamedWithItsReason() throws Exception {
        StatusDocument failed = finished(farm.url("/redirects/loop"));
        String failedId = failed.json().path("scanId").asString();

        assertThatExceptionOfType(GatewayProblem.class)
                .isThrownBy(() -> client.replay(order("analyze", failedId)))
                .withMessageContaining("ended before its page came to that stage")
                .matches(problem -> problem.status() == 409);
        assertThatExceptionOfType(GatewayProblem.class)
                .isThrownBy(() -> client.replay(order("analyze", "nobody-knows-this")))
                .matches(problem -> problem.status() == 404);

        String gone = finished(farm.url("/shop/copper-kettle")).json().path("scanId").asString();
        forget("scan-analyze-interactive", gone);
        assertThatExceptionOfType(GatewayProblem.class)
                .isThrownBy(() -> client.replay(order("analyze", gone)))
                .withMessageContaining("no longer in the log, which keeps it for 24 h")
                .matches(problem -> problem.status() == 410);
    }

    private JsonNode replayed(String from, String scanId) throws Exception {
        return ended(client.replay(order(from, scanId)));
    }

    /// The one result of a replay of one scan.
    private JsonNode ended(JsonNode begun) throws Exception {
        assertThat(begun.path("accepted").asInt(0)).isEqualTo(1);
        String batchId = begun.path("batchId").asString();
        long end = System.nanoTime() + WITHIN.toNanos();
        while (!client.batch(batchId, "", Duration.ofSeconds(1)).orElseThrow().isOver()) {
            assertThat(System.nanoTime()).as("replay %s", batchId).isLessThan(end);
        }
        var results = new ByteArrayOutputStream();
        client.results(batchId, "ndjson", results);
        return JsonMapper.shared().readTree(results.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode order(String from, String scanId) {
        var order = JsonMapper.shared().createObjectNode().put("from", from);
        order.putArray("scanIds").add(scanId);
        return order;
    }

    /// As when the topic's retention has passed over the scan's record.
    private void forget(String topic, String scanId) throws Exception {
        int hash = Utils.toPositive(Utils.murmur2(scanId.getBytes(StandardCharsets.UTF_8)));
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                pipeline.bootstrapServers()))) {
            int width =
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .values()
                            .iterator()
                            .next()
                            .partitions()
                            .size();
            var partition = new TopicPartition(topic, hash % width);
            long end =
                    admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end))).all().get();
        }
    }

    @Test
    void aRestartOnTheSameFolderKeepsReports() throws InterruptedException {
        String scanId = finished(farm.url("/docs/quickstart")).json().path("scanId").asString();
        JsonNode before = client.full(scanId);

        client.close();
        pipeline.close();
        pipeline = start();
        client = new GatewayClient(pipeline.gatewayUrl(), Optional.empty());

        StatusDocument status = client.status(scanId, "", Duration.ZERO).orElseThrow();
        assertThat(status.status()).isEqualTo("FULL_READY");
        assertThat(client.full(scanId)).isEqualTo(before);
        assertThat(finished(farm.url("/faq")).status()).isEqualTo("FULL_READY");
    }

    @Test
    void aFolderThatIsInUseIsRefused() {
        assertThatExceptionOfType(FolderInUseException.class).isThrownBy(this::start);
        assertThat(DataFolder.holder(folder).orElseThrow().gateway())
                .isEqualTo(pipeline.gatewayUrl());
    }

    private LocalPipeline start() {
        return LocalPipeline.start(
                new PipelineOptions(
                        folder,
                        0,
                        List.of("127.0.0.0/8"),
                        List.of(farm.port()),
                        Map.of("xenlix.crawl.per-host.delay", "0ms")));
    }

    private JsonNode report(String url) throws InterruptedException {
        StatusDocument last = finished(url);
        assertThat(last.status()).as(last.failure()).isEqualTo("FULL_READY");
        return client.full(last.json().path("scanId").asString());
    }

    private StatusDocument finished(String url) throws InterruptedException {
        String scanId = client.submit(url);
        long end = System.nanoTime() + WITHIN.toNanos();
        StatusDocument last = client.status(scanId, "", Duration.ZERO).orElseThrow();
        int progress = last.progress();
        while (!last.isTerminal()) {
            assertThat(System.nanoTime()).as("%s is still %s", url, last.json()).isLessThan(end);
            last = client.status(scanId, last.etag(), Duration.ofSeconds(5)).orElse(last);
            assertThat(last.progress()).isGreaterThanOrEqualTo(progress);
            progress = last.progress();
        }
        return last;
    }

    private static String plainText(String resource) {
        try (var stream = SiteFarm.class.getResourceAsStream(resource)) {
            assertThat(stream).isNotNull();
            return Jsoup.parse(stream, "UTF-8", "http://example.com/")
                    .text()
                    .toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array, String field) {
        return list(array).stream().map(node -> node.path(field).asString()).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
