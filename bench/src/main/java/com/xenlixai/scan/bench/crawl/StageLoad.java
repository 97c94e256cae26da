package com.xenlixai.scan.bench.crawl;

import static java.util.stream.Collectors.toMap;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The crawl stage alone on a broker, each a process of its own: requests go in, pages come out,
/// nobody reads them.
final class StageLoad implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    /// A run's pages are a gigabyte, the warm-up's thirty: what was deleted must be gone soon.
    private static final Map<String, String> DELETED_SOON =
            Map.of(
                    "log.segment.bytes", "67108864",
                    "log.initial.task.delay.ms", "1000",
                    "log.retention.check.interval.ms", "2000",
                    "log.segment.delete.delay.ms", "100");

    private final Sites sites;
    private final Cluster cluster;
    private final Admin admin;

    private StageLoad(Sites sites, Cluster cluster) {
        this.sites = sites;
        this.cluster = cluster;
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    /// @param concurrency batch fetches at once
    /// @param jvmOptions of the stage
    static StageLoad start(Sites sites, Path folder, int concurrency, List<String> jvmOptions)
            throws InterruptedException {
        ClusterPlan plan =
                ClusterPlan.oneOfEach(folder, sites.port())
                        .with(Service.GATEWAY, 0)
                        .with(Service.ANALYZE, 0)
                        .with(Service.GENERATE, 0)
                        .with("XENLIX_CRAWL_PER_HOST_DELAY", "0ms")
                        .with("XENLIX_CRAWL_PER_HOST_CONCURRENCY", "4")
                        .with("XENLIX_CRAWL_CONCURRENCY", Integer.toString(concurrency))
                        .with("XENLIX_STAGE_INTERACTIVE_RESERVE", "0")
                        // There is no analyze stage that would lag.
                        .with("XENLIX_STAGE_FLOW_PAUSE_ABOVE", "2000000000")
                        .withJvmOptions(jvmOptions)
                        .withBrokerSettings(DELETED_SOON);
        return new StageLoad(sites, Cluster.start(plan));
    }

    /// What so many pages cost.
    ///
    /// @param stage from the first request sent to the last page in the log
    /// @param brokerCpuMillis CPU time a page of the broker
    record Cost(Rate stage, double brokerCpuMillis) {}

    Cost run(String run, int pages) throws InterruptedException {
        var stage = cluster.instances(Service.CRAWL).getFirst().process();
        try (var pagesOut = new KafkaConsumer<>(reading(), bytes(), bytes())) {
            List<TopicPartition> out =
                    pagesOut.partitionsFor(Topics.SCAN_ANALYZE_BATCH.name()).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            long before = count(pagesOut, out);
            Duration stageCpu = stage.cpuTime();
            Duration brokerCpu = cluster.broker().cpuTime();
            long begin = System.nanoTime();
            send(run, pages);
            while (count(pagesOut, out) - before < pages) {
                if (System.nanoTime() - begin > LONGEST.toNanos() || !stage.isAlive()) {
                    throw new IllegalStateException(
                            "only %,d of %,d pages came:%n%s"
                                    .formatted(
                                            count(pagesOut, out) - before, pages, stage.logTail()));
                }
                Thread.sleep(LOOK);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            var cost =
                    new Cost(
                            new Rate(pages / seconds, millis(stageCpu, stage.cpuTime()) / pages),
                            millis(brokerCpu, cluster.broker().cpuTime()) / pages);
            delete(out);
            return cost;
        }
    }

    /// The pages of one run are gone before the next one's fill disk or memory.
    private void delete(List<TopicPartition> partitions) throws InterruptedException {
        RecordsToDelete all = RecordsToDelete.beforeOffset(-1);
        try {
            admin.deleteRecords(partitions.stream().collect(toMap(it -> it, _ -> all))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the pages of a run cannot be deleted", e);
        }
    }

    /// Pages that end as failures make it smaller than it should be: the run does not end then.
    private static long count(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).values().stream().mapToLong(it -> it).sum();
    }

    private static double millis(Duration before, Duration after) {
        return after.minus(before).toNanos() / 1e6;
    }

    private void send(String run, int pages) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "linger.ms", 5);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            for (int i = 0; i < pages; i++) {
                var _ = producer.send(request(run + "-" + i, i));
            }
            producer.flush();
        }
    }

    private ProducerRecord<byte[], byte[]> request(String scan, int number) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String url = sites.url(number, "p?" + scan);
        var order =
                ScanOrder.newBuilder()
                        .setScanId(scan)
                        .setBatchId("bench")
                        .setUrl(url)
                        .setLane(Lane.BATCH)
                        .setSubmittedAt(now)
                        .build();
        var request =
                CrawlRequest.newBuilder().setOrder(order).setUrl(url).setQueuedAt(now).build();
        var headers = new RecordHeaders();
        EventHeaders.write(headers, request, "id-" + scan, "/bench", scan, now);
        return new ProducerRecord<>(
                Topics.SCAN_CRAWL_BATCH.name(),
                null,
                null,
                sites.host(number).getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(request),
                headers);
    }

    private Map<String, Object> reading() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }

    private static ByteArrayDeserializer bytes() {
        return new ByteArrayDeserializer();
    }

    @Override
    public void close() throws InterruptedException {
        admin.close();
        cluster.close();
    }
}
