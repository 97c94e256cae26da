package com.xenlixai.scan.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.contract.event.WordFrequencies;
import com.xenlixai.scan.generate.language.Languages;
import com.xenlixai.scan.generate.sample.SamplePages;
import com.xenlixai.scan.generate.words.WordTopic;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// The service as it is started, on a real broker and a stub LLM server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class GenerateStageIT {

    private static final String DRAFT =
            """
            {"summary":{"text":"The page explains how to brew green tea.",
             "quotes":["Green tea turns bitter when the water is too hot."]},
             "title":null,"description":null,
             "recommendations":[{"checkId":null,"title":"Put the water temperature first","why":"Readers look for it.",
               "evidence":[{"kind":"text","quote":"Between 70 and 80 degrees.","checkId":null}]},
              {"checkId":null,"title":"Quote the critics","why":"They like it.",
               "evidence":[{"kind":"text","quote":"The finest tea that critics ever tasted","checkId":null}]}],
             "faq":[]}
            """;

    private final String scanId = "generate-it-" + System.nanoTime();
    private final List<SpecificRecord> seen = new ArrayList<>();
    private HttpServer llm;
    private ConfigurableApplicationContext service;
    private KafkaConsumer<byte[], byte[]> consumer;

    @BeforeAll
    void start() throws IOException {
        llm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        llm.createContext(
                "/v1/chat/completions",
                exchange -> {
                    try (exchange) {
                        var answer = JsonMapper.shared().createObjectNode();
                        var choice = answer.putArray("choices").addObject();
                        choice.put("finish_reason", "stop");
                        choice.putObject("message").put("content", DRAFT);
                        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        llm.start();
        String brokers = TestKafka.shared().bootstrapServers();
        service =
                GenerateApplication.application()
                        .run(
                                "--xenlix.kafka.bootstrap-servers=" + brokers,
                                "--server.port=0",
                                "--xenlix.llm.base-url=http://127.0.0.1:"
                                        + llm.getAddress().getPort()
                                        + "/v1");
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", brokers,
                                "group.id", scanId,
                                "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(Set.of(Topics.SCAN_REPORTS.name(), Topics.SCAN_STATUS.name()));
    }

    @AfterAll
    void stop() {
        consumer.close();
        service.close();
        llm.stop(0);
    }

    private void send(PageAnalyzed page) throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", (Object) TestKafka.shared().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.generate(Lane.INTERACTIVE).name(),
                                    page.getContentHash().getBytes(StandardCharsets.UTF_8),
                                    EventCodec.encode(page)))
                    .get();
        }
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(200))
                .forEach(record -> seen.add(EventCodec.decode(record.value())));
    }

    @Test
    void anAnalyzedPageEndsAsAReportWhoseQuotesStandOnThePage() throws Exception {
        PageAnalyzed page = SamplePages.greenTea(Feature.KEYPHRASES, Feature.INSIGHTS);
        ScanOrder order =
                ScanOrder.newBuilder(page.getOrder())
                        .setScanId(scanId)
                        .setSubmittedAt(Instant.now())
                        .build();
        send(PageAnalyzed.newBuilder(page).setOrder(order).build());

        Awaitility.await()
                .atMost(Duration.ofSeconds(150))
                .untilAsserted(
                        () -> {
                            poll();
                            assertThat(seen)
                                    .anyMatch(
                                            event ->
                                                    event instanceof StatusEvent status
                                                            && status.getScanId().equals(scanId)
                                                            && status.getStage() == Stage.GENERATE
                                                            && status.getKind()
                                                                    == StatusKind.STAGE_FINISHED);
                            assertThat(seen)
                                    .anyMatch(
                                            event ->
                                                    event instanceof FullReport found
                                                            && found.getOrder()
                                                                    .getScanId()
                                                                    .equals(scanId));
                        });
        FullReport report =
                seen.stream()
                        .filter(FullReport.class::isInstance)
                        .map(FullReport.class::cast)
                        .filter(found -> found.getOrder().getScanId().equals(scanId))
                        .findFirst()
                        .orElseThrow();
        assertThat(report.getOrder().getScanId()).isEqualTo(scanId);
        assertThat(report.getKeyphrases().getFirst().getPhrase())
                .isEqualToIgnoringCase("green tea");
        assertThat(report.getInsights().getSource()).isEqualTo("llm");
        assertThat(report.getInsights().getSummary())
                .isEqualTo("The page explains how to brew green tea.");
        assertThat(report.getInsights().getRecommendations().getLast().getEvidence())
                .containsExactly("Between 70 and 80 degrees.");
        assertThat(report.getInsights().getRejected()).hasSize(1);
        assertThat(report.getModel()).isEqualTo("gpt-4o-mini");
        assertThat(report.getPromptVersion()).isNotEmpty();
    }

    @Test
    void whatOtherInstancesHaveLearntIsUsedAndNamedInTheReport() throws Exception {
        var words = new WordFrequencies("en", 41, 100_000L, Map.of("water", 90_000L));
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", (Object) TestKafka.shared().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.SCAN_WORDS.name(),
                                    "en".getBytes(StandardCharsets.UTF_8),
                                    EventCodec.encode(words)))
                    .get();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                service.getBean(WordTopic.class)
                                        .vocabulary()
                                        .current()
                                        .edition(Languages.of("en").orElseThrow())
                                        .startsWith("words-41-"));
        PageAnalyzed page = SamplePages.greenTea(Feature.KEYPHRASES);
        String scan = UUID.randomUUID().toString();
        ScanOrder order =
                ScanOrder.newBuilder(page.getOrder())
                        .setScanId(scan)
                        .setSubmittedAt(Instant.now())
                        .build();
        send(PageAnalyzed.newBuilder(page).setOrder(order).build());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            poll();
                            assertThat(seen)
                                    .filteredOn(FullReport.class::isInstance)
                                    .map(FullReport.class::cast)
                                    .filteredOn(
                                            report -> report.getOrder().getScanId().equals(scan))
                                    .singleElement()
                                    .satisfies(
                                            report ->
                                                    assertThat(report.getKeyphraseVersion())
                                                            .contains("+words-41-"));
                        });
    }
}
