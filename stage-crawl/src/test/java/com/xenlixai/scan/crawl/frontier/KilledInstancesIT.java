package com.xenlixai.scan.crawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.crawl.CrawlApplication;
import com.xenlixai.scan.crawl.hostile.HostileServer;
import com.xenlixai.scan.local.embedded.FreePort;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two crawl instances on a real broker, in processes of their own, killed in turn while they work
/// on a batch: each host sees its spacing, and every scan ends.
class KilledInstancesIT {

    private static final int URLS = Integer.getInteger("xenlix.test.crawl.urls", 300);
    private static final int HOSTS = Integer.getInteger("xenlix.test.crawl.hosts", 15);
    private static final Duration DELAY = Duration.ofMillis(250);

    @TempDir Path folder;

    private int probes;
    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void killAll() {
        children.forEach(Process::destroyForcibly);
    }

    @Test
    void killedInTurnTheyKeepEveryHostsSpacingAndLoseNoScan() throws Exception {
        String broker = TestKafka.shared().bootstrapServers();
        try (HostileServer server = HostileServer.start("0.0.0.0", accepted -> accepted)) {
            for (String path : List.of("/robots.txt", "/sitemap.xml", "/llms.txt")) {
                server.on(path, HostileServer.status(404));
            }
            server.otherwise(wire -> wire.send(HostileServer.page("hello")));

            Process first = start(broker, "first", server.port());
            awaitReady();
            send(broker, server.port());
            awaitPages(server, URLS / 6);
            Process second = start(broker, "second", server.port());
            awaitPages(server, URLS / 3);
            kill(first);
            awaitPages(server, URLS / 2);
            start(broker, "first", server.port());
            awaitPages(server, URLS * 2 / 3);
            kill(second);
            awaitPages(server, URLS);

            assertThat(ended(broker)).hasSize(URLS);
            assertSpaced(server.asked());
        }
    }

    private Process start(String broker, String name, int port) throws IOException {
        probes = FreePort.find();
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "xenlix.test.classpath",
                                        System.getProperty("java.class.path")),
                                CrawlApplication.class.getName(),
                                "--server.port=" + probes,
                                "--xenlix.kafka.bootstrap-servers=" + broker,
                                "--xenlix.kafka.partitions=4",
                                "--xenlix.crawl.allow-networks=127.0.0.0/8",
                                "--xenlix.crawl.allow-ports=" + port,
                                "--xenlix.crawl.per-host.delay=" + DELAY.toMillis() + "ms",
                                // Nobody reads the pages, and that must hold no batch back.
                                "--xenlix.stage.flow.pause-above=1000000",
                                "--xenlix.crawl.frontier.state-dir=" + folder.resolve(name))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        Path.of("target", "frontier-" + name + ".log").toFile()))
                        .start();
        children.add(child);
        return child;
    }

    /// Until the instance that was started last has joined the group.
    private void awaitReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var probe =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + probes + "/readyz"))
                            .build();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(
                            () ->
                                    client.send(probe, HttpResponse.BodyHandlers.discarding())
                                                    .statusCode()
                                            == 200);
        }
    }

    private static void kill(Process child) throws InterruptedException {
        child.destroyForcibly();
        child.waitFor();
    }

    private static void awaitPages(HostileServer server, int count) {
        await().atMost(Duration.ofSeconds(90 + URLS / 20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> pages(server.asked()).size() >= count);
    }

    private static Set<String> pages(List<HostileServer.Asked> asked) {
        Set<String> pages = new HashSet<>();
        for (HostileServer.Asked one : asked) {
            if (one.target().startsWith("/s")) {
                pages.add(one.target());
            }
        }
        pages.remove("/sitemap.xml");
        return pages;
    }

    private static void send(String broker, int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            for (int i = 0; i < URLS; i++) {
                String host = "127.0.1." + (1 + i % HOSTS);
                String scan = "scan-" + i;
                String url = "http://" + host + ":" + port + "/s" + i;
                Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
                var order =
                        ScanOrder.newBuilder()
                                .setScanId(scan)
                                .setBatchId("batch")
                                .setUrl(url)
                                .setLane(Lane.BATCH)
                                .setSubmittedAt(now)
                                .build();
                var request =
                        CrawlRequest.newBuilder()
                                .setOrder(order)
                                .setUrl(url)
                                .setQueuedAt(now)
                                .build();
                var headers = new RecordHeaders();
                EventHeaders.write(headers, request, "id-" + i, "/test", scan, now);
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        Topics.SCAN_CRAWL_BATCH.name(),
                                        null,
                                        null,
                                        host.getBytes(StandardCharsets.UTF_8),
                                        EventCodec.encode(request),
                                        headers));
            }
            producer.flush();
        }
    }

    /// The scans whose crawl has ended well.
    private static Set<String> ended(String broker) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        Set<String> ended = new HashSet<>();
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            var partitions =
                    consumer.partitionsFor(Topics.SCAN_STATUS.name()).stream()
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(record -> add(record.value(), ended));
                                return ended.size() >= URLS;
                            });
        }
        return ended;
    }

    private static void add(byte[] value, Set<String> ended) {
        StatusEvent event = EventCodec.decode(value, StatusEvent.class);
        if (event.getKind() == StatusKind.STAGE_FINISHED && event.getScanId().startsWith("scan-")) {
            ended.add(event.getScanId());
        }
    }

    /// From the start of a request to the start of the next, as the server saw it.
    private static void assertSpaced(List<HostileServer.Asked> asked) {
        Map<String, Long> before = new HashMap<>();
        for (HostileServer.Asked one : asked) {
            String host =
                    one.head()
                            .lines()
                            .filter(line -> line.startsWith("Host: "))
                            .findFirst()
                            .orElseThrow();
            Long last = before.put(host, one.nanos());
            if (last != null) {
                assertThat((one.nanos() - last) / 1_000_000)
                        .as("%s asked for %s", host, one.target())
                        .isGreaterThanOrEqualTo(DELAY.toMillis() - 5);
            }
        }
    }
}
