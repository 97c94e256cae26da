package com.xenlixai.scan.bench.scale;

import com.xenlixai.scan.bench.farm.FetchedPages;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.PartitionLeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.PageFetched;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Pages as crawl would have left them for analyze. They are small, so that what a stage waits for
/// and not the processor is what there is too little of.
final class PageBacklog {

    private static final int PAGE_BYTES = 4_000;
    private static final Duration LED_WITHIN = Duration.ofSeconds(30);

    private final Map<String, Object> broker;

    PageBacklog(String bootstrapServers) {
        broker = Map.of("bootstrap.servers", bootstrapServers);
    }

    /// Makes the topics, which a service makes otherwise, and fills the batch lane's.
    void fill(int pages) throws InterruptedException {
        try {
            makeTopics();
            send(pages);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no backlog", e);
        }
    }

    private void makeTopics() throws ExecutionException, InterruptedException {
        List<NewTopic> topics = Topics.newTopics(Topics.DEFAULT_WIDTH, (short) 1);
        try (Admin admin = Admin.create(broker)) {
            admin.createTopics(topics).all().get();
            if (!PartitionLeaders.answer(admin, topics, LED_WITHIN)) {
                throw new IllegalStateException("not every partition is led");
            }
        }
    }

    private void send(int pages) throws ExecutionException, InterruptedException {
        var bytes = new ByteArraySerializer();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(broker, bytes, bytes)) {
            for (int i = 0; i < pages; i++) {
                sent.add(producer.send(page(i)));
            }
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private static ProducerRecord<byte[], byte[]> page(int number) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String scanId = "scale-" + number;
        PageFetched page =
                FetchedPages.of(
                        scanId, "/article/" + number, SiteFarm.article(number, PAGE_BYTES), now);
        var headers = new RecordHeaders();
        EventHeaders.write(headers, page, "page-" + scanId, "/bench", scanId, now);
        return new ProducerRecord<>(
                Topics.SCAN_ANALYZE_BATCH.name(),
                null,
                null,
                scanId.getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(page),
                headers);
    }
}
