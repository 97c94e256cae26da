package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.witness.Sighting.DeadLettered;
import com.xenlixai.scan.bench.witness.Sighting.JobTold;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.JobState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The log as anyone sees it who has its address: what is in the topics, and what one can do to
/// them.
final class RawTopics implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    RawTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "partitioner.class",
                                ScanPartitioner.class,
                                "acks",
                                "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /// Where each partition of all topics ends now.
    Map<TopicPartition, Long> ends() {
        try (var consumer = consumer()) {
            List<TopicPartition> all =
                    Topics.all().stream()
                            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            return Map.copyOf(consumer.endOffsets(all));
        }
    }

    /// What the arbiter told since then.
    List<JobTold> jobs(Map<TopicPartition, Long> begin) {
        return records(Topics.SCAN_JOBS, begin).stream()
                .filter(record -> record.value() != null)
                .map(RawTopics::job)
                .toList();
    }

    /// Which records became dead letters since then.
    List<DeadLettered> deadLetters(Map<TopicPartition, Long> begin) {
        return records(Topics.SCAN_DEAD_LETTERS, begin).stream().map(RawTopics::letter).toList();
    }

    /// All records of a topic since then, read committed.
    List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic, Map<TopicPartition, Long> begin) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, Long> from =
                begin.entrySet().stream()
                        .filter(entry -> entry.getKey().topic().equals(topic.name()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        try (var consumer = consumer()) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /// Writes a record, and waits until it is in the log.
    RecordMetadata write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same records once more, in that order.
    void repeat(Collection<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            write(
                    new ProducerRecord<>(
                            record.topic(),
                            record.partition(),
                            null,
                            record.key(),
                            record.value(),
                            record.headers()));
        }
    }

    /// Moves a group that nobody is in to the end of some topics, as if all had been done.
    void skip(String group, Collection<TopicSpec> topics) throws InterruptedException {
        List<String> names = topics.stream().map(TopicSpec::name).toList();
        Map<TopicPartition, OffsetAndMetadata> ends =
                ends().entrySet().stream()
                        .filter(end -> names.contains(end.getKey().topic()))
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        end -> new OffsetAndMetadata(end.getValue())));
        administer(admin -> admin.alterConsumerGroupOffsets(group, ends).all());
    }

    /// Something that takes a while.
    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }

    /// Deletes a topic with all that is in it, and makes it anew, empty, when the step is over.
    void without(TopicSpec topic, Step step) throws InterruptedException {
        TopicDescription description =
                administer(
                        admin ->
                                admin.describeTopics(List.of(topic.name()))
                                        .topicNameValues()
                                        .values()
                                        .iterator()
                                        .next());
        int partitions = description.partitions().size();
        short replicas = (short) description.partitions().getFirst().replicas().size();
        administer(admin -> admin.deleteTopics(List.of(topic.name())).all());
        try {
            step.run();
        } finally {
            var anew =
                    new NewTopic(topic.name(), partitions, replicas)
                            .configs(topic.toNewTopic(partitions, replicas).configs());
            administer(admin -> admin.createTopics(List.of(anew)).all());
        }
    }

    /// Deletes the records that a group has read, as retention would.
    void deleteRead(String group, TopicSpec topic) throws InterruptedException {
        Map<TopicPartition, RecordsToDelete> read =
                administer(
                                admin ->
                                        admin.listConsumerGroupOffsets(group)
                                                .partitionsToOffsetAndMetadata())
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getKey().topic().equals(topic.name()))
                        .filter(entry -> entry.getValue() != null)
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                RecordsToDelete.beforeOffset(
                                                        entry.getValue().offset())));
        administer(admin -> admin.deleteRecords(read).all());
    }

    /// Changes settings of topics.
    void configure(Collection<TopicSpec> topics, Map<String, String> settings)
            throws InterruptedException {
        alter(topics, settings, OpType.SET);
    }

    /// Gives topics back what the broker sets by itself.
    void unconfigure(Collection<TopicSpec> topics, Collection<String> settings)
            throws InterruptedException {
        alter(
                topics,
                settings.stream().collect(Collectors.toMap(name -> name, _ -> "")),
                OpType.DELETE);
    }

    private void alter(Collection<TopicSpec> topics, Map<String, String> settings, OpType how)
            throws InterruptedException {
        List<AlterConfigOp> operations =
                settings.entrySet().stream()
                        .map(
                                setting ->
                                        new AlterConfigOp(
                                                new ConfigEntry(
                                                        setting.getKey(), setting.getValue()),
                                                how))
                        .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes =
                topics.stream()
                        .collect(
                                Collectors.toMap(
                                        topic ->
                                                new ConfigResource(
                                                        ConfigResource.Type.TOPIC, topic.name()),
                                        _ -> operations));
        administer(admin -> admin.incrementalAlterConfigs(changes).all());
    }

    private <T> T administer(Function<Admin, KafkaFuture<T>> request) throws InterruptedException {
        try (Admin admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            return request.apply(admin).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static JobTold job(ConsumerRecord<byte[], byte[]> record) {
        JobState state = EventCodec.decode(record.value(), JobState.class);
        return new JobTold(
                record.partition(),
                record.offset(),
                new String(record.key(), StandardCharsets.UTF_8),
                state.getStatus().name(),
                state.getVersion(),
                state.getOrder() == null ? null : state.getOrder().getBatchId());
    }

    private static DeadLettered letter(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLettered(
                new String(header(record, "kafka_dlt-original-topic"), StandardCharsets.UTF_8),
                ByteBuffer.wrap(header(record, "kafka_dlt-original-partition")).getInt(),
                ByteBuffer.wrap(header(record, "kafka_dlt-original-offset")).getLong());
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("a dead letter without " + name);
        }
        return header.value();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
