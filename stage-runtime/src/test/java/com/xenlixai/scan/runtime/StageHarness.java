package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.CommitMetadata;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.PartitionLeaders;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.TopicSpec.Cleanup;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A stage of its own on a real broker, with topics and a group that no other test uses: what is
/// put in, and everything that comes out.
final class StageHarness implements AutoCloseable {

    static final int PARTITIONS = 4;

    final KafkaSettings kafka;
    final StageDefinition<CrawlRequest> definition;
    final MeterRegistry registry = new SimpleMeterRegistry();
    private final TopicSpec interactive;
    private final TopicSpec batch;
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final Clients clients;
    private final List<StageEngine> engines = new ArrayList<>();
    private final Queue<Future<?>> sent = new ConcurrentLinkedQueue<>();

    /// @param name lower-case letters, unlike any other test's on the same broker
    StageHarness(String bootstrapServers, String name) {
        kafka = new KafkaSettings(bootstrapServers, PARTITIONS, (short) 1);
        interactive = topic(name + "-interactive");
        batch = topic(name + "-batch");
        definition =
                StageDefinition.of(name, CrawlRequest.class, CrawlRequest::getOrder)
                        .reporting(Stage.CRAWL)
                        .reading(this::input);
        clients = new Clients(kafka, "test-" + name);
        producer = clients.producer("load", "none");
        admin = clients.admin();
        List<NewTopic> topics = new ArrayList<>(Topics.newTopics(PARTITIONS, (short) 1));
        topics.add(interactive.toNewTopic(PARTITIONS, (short) 1));
        topics.add(batch.toNewTopic(PARTITIONS, (short) 1));
        admin.createTopics(topics).values().values().forEach(StageHarness::existing);
        awaitLeaders(topics);
    }

    private void awaitLeaders(List<NewTopic> topics) {
        try {
            if (!PartitionLeaders.answer(admin, topics, Duration.ofSeconds(30))) {
                throw new IllegalStateException("some partitions have no leader");
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    TopicSpec input(Lane lane) {
        return lane == Lane.INTERACTIVE ? interactive : batch;
    }

    /// Settings under which every beginning is told, however short the work.
    static StageSettings settings(String... keysAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("xenlix.stage.beginning-after", "0s");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("xenlix.stage." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.stage", StageSettings.class);
    }

    private static final ObjectProvider<Tracer> NO_TRACER =
            new StaticListableBeanFactory().getBeanProvider(Tracer.class);

    StageEngine start(Step<CrawlRequest> step, StageSettings settings) {
        return start(definition, step, settings, registry);
    }

    StageEngine start(
            StageDefinition<CrawlRequest> definition,
            Step<CrawlRequest> step,
            StageSettings settings,
            MeterRegistry registry) {
        StageEngine engine =
                new StageRuntimeConfiguration()
                        .stageEngine(
                                definition,
                                step,
                                settings,
                                kafka,
                                registry,
                                NO_TRACER,
                                new Beginnings(settings.beginningAfter()),
                                null);
        engines.add(engine);
        engine.start();
        return engine;
    }

    static ScanOrder order(String scanId, Lane lane) {
        return ScanOrder.newBuilder()
                .setScanId(scanId)
                .setUrl("https://shop.example/" + scanId)
                .setLane(lane)
                .setSubmittedAt(Instant.now())
                .build();
    }

    static CrawlRequest request(ScanOrder order) {
        return CrawlRequest.newBuilder()
                .setOrder(order)
                .setUrl(order.getUrl())
                .setQueuedAt(Instant.now())
                .build();
    }

    void scan(Lane lane, String scanId) {
        scan(order(scanId, lane), new RecordHeaders());
    }

    void scan(ScanOrder order, Headers headers) {
        CrawlRequest event = request(order);
        if (headers.lastHeader(EventHeaders.ID) == null) {
            EventHeaders.write(
                    headers,
                    event,
                    EventIds.of(order.getScanId(), "test"),
                    "/test",
                    order.getScanId(),
                    Instant.now());
        }
        put(order.getLane(), order.getScanId(), EventCodec.encode(event), headers);
    }

    void put(Lane lane, String key, byte @Nullable [] value, Headers headers) {
        send(input(lane).name(), key, value, headers);
    }

    void send(String topic, String key, byte @Nullable [] value, Headers headers) {
        sent.add(
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                null,
                                null,
                                key.getBytes(StandardCharsets.UTF_8),
                                value,
                                headers)));
    }

    /// Waits until the log has all that was sent.
    void flush() {
        producer.flush();
        for (Future<?> answer = sent.poll(); answer != null; answer = sent.poll()) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the test's own record is not in the log", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /// All status events of one scan, in order.
    List<StatusEvent> statuses(String scanId) {
        return all(Topics.SCAN_STATUS.name()).stream()
                .filter(record -> scanId.equals(text(record.key())))
                .map(record -> EventCodec.decode(record.value(), StatusEvent.class))
                .toList();
    }

    List<StatusEvent> statuses() {
        return all(Topics.SCAN_STATUS.name()).stream()
                .map(record -> EventCodec.decode(record.value(), StatusEvent.class))
                .toList();
    }

    /// The dead letters that this stage wrote.
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return all(Topics.SCAN_DEAD_LETTERS.name()).stream()
                .filter(
                        letter ->
                                header(letter, "kafka_dlt-original-consumer-group")
                                        .equals(definition.group()))
                .toList();
    }

    /// Everything on a topic.
    List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = clients.reader("dump", 10_000)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return EventHeaders.get(record.headers(), name).orElse("");
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Partitions of which the group says that it holds them back, as the gateway reads it.
    long heldBackPartitions() {
        try {
            return admin
                    .listConsumerGroupOffsets(definition.group())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .filter(Objects::nonNull)
                    .filter(committed -> CommitMetadata.decode(committed.metadata()).held())
                    .count();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Records of the group's topics that are not behind a committed offset.
    long lag() {
        flush();
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(definition.group())
                            .partitionsToOffsetAndMetadata()
                            .get();
            long lag = 0;
            try (Consumer<byte[], byte[]> consumer = clients.reader("lag", 1)) {
                for (Lane lane : Lane.values()) {
                    List<TopicPartition> partitions =
                            consumer.partitionsFor(input(lane).name()).stream()
                                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                                    .toList();
                    for (var end : consumer.endOffsets(partitions).entrySet()) {
                        OffsetAndMetadata done = committed.get(end.getKey());
                        lag += end.getValue() - (done == null ? 0 : done.offset());
                    }
                }
            }
            return lag;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        engines.forEach(StageEngine::stop);
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
    }

    private static TopicSpec topic(String name) {
        return new TopicSpec(
                name, "scanId", true, Duration.ofDays(1), Cleanup.DELETE, 8 * 1024 * 1024);
    }

    private static void existing(Future<Void> topic) {
        try {
            topic.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof org.apache.kafka.common.errors.TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
