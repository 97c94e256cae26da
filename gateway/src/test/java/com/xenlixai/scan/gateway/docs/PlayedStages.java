package com.xenlixai.scan.gateway.docs;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.contract.event.TeaserReport;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.gateway.report.SampleReports;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Leaves on the topics what the stages would leave there of a scan.
final class PlayedStages implements AutoCloseable {

    private static final byte[] PAGE = "<title>Bread</title>".getBytes(StandardCharsets.UTF_8);
    private static final long SECONDS = 20;

    private final KafkaProducer<byte[], byte[]> producer;

    PlayedStages(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "partitioner.class",
                                ScanPartitioner.class),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /// The scan is being fetched.
    void begin(String scanId) throws Exception {
        StatusEvent started =
                StatusEvent.newBuilder()
                        .setEventId(
                                EventIds.status(scanId, StatusKind.STAGE_STARTED, Stage.CRAWL, 1))
                        .setScanId(scanId)
                        .setKind(StatusKind.STAGE_STARTED)
                        .setStage(Stage.CRAWL)
                        .setOccurredAt(Instant.now())
                        .build();
        publish(Topics.SCAN_STATUS.name(), scanId, started);
    }

    /// The page, its audit and its reports are there.
    void finish(String tenant, String scanId, String url) throws Exception {
        ScanOrder order =
                ScanOrder.newBuilder()
                        .setScanId(scanId)
                        .setTenant(tenant)
                        .setUrl(url)
                        .setSubmittedAt(Instant.now())
                        .build();
        FullReport full = SampleReports.report(order, "Bread");
        begin(scanId);
        publish(Topics.analyze(Lane.INTERACTIVE).name(), scanId, page(order));
        publish(Topics.generate(Lane.INTERACTIVE).name(), full.getContentHash(), audit(full));
        publish(
                Topics.SCAN_REPORTS.name(),
                scanId,
                TeaserReport.newBuilder(SampleReports.teaser(scanId))
                        .setTenant(tenant)
                        .setUrl(url)
                        .build());
        publish(Topics.SCAN_REPORTS.name(), scanId, full);
    }

    private static PageFetched page(ScanOrder order) {
        return PageFetched.newBuilder()
                .setOrder(order)
                .setFinalUrl(order.getUrl())
                .setStatus(200)
                .setBody(ByteBuffer.wrap(PAGE))
                .setDecodedLength(PAGE.length)
                .setFetchedAt(Instant.now())
                .setTimings(FetchTimings.newBuilder().build())
                .setRobots(RobotsDecision.newBuilder().setAllowed(true).build())
                .build();
    }

    private static PageAnalyzed audit(FullReport full) {
        return PageAnalyzed.newBuilder()
                .setOrder(full.getOrder())
                .setFetch(full.getFetch())
                .setContentHash(full.getContentHash())
                .setPage(full.getPage())
                .setAudit(full.getAudit())
                .setOutline(List.of())
                .setSignals(TopicSignals.newBuilder().build())
                .build();
    }

    private void publish(String topic, String key, SpecificRecord event) throws Exception {
        // Scans are told by the header where the key is another.
        var record =
                new ProducerRecord<>(
                        topic, key.getBytes(StandardCharsets.UTF_8), EventCodec.encode(event));
        if (event instanceof PageAnalyzed audit) {
            record.headers()
                    .add(
                            EventHeaders.SUBJECT,
                            audit.getOrder().getScanId().getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record).get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
