package com.xenlixai.scan.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.PartitionLeaders;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @Test
    void everyTopicOfTheCatalogueCanBeCreated() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Admin admin = Admin.create(client(kafka))) {
            List<NewTopic> topics = Topics.newTopics(2, (short) 1);
            admin.createTopics(topics).all().get();
            // The controller has them; the broker hears of it a moment later.
            assertThat(PartitionLeaders.answer(admin, topics, Duration.ofSeconds(20))).isTrue();

            Set<String> expected =
                    Topics.all().stream().map(TopicSpec::name).collect(Collectors.toSet());
            assertThat(admin.listTopics().names().get()).isEqualTo(expected);
        }
    }

    /// Without the wait, about one round in twenty ends with a record that expires after 30 s.
    @Test
    void theFirstRecordsOfNewTopicsAreTakenAtOnce() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Admin admin = Admin.create(client(kafka))) {
            for (int round = 0; round < 20; round++) {
                var topic = new NewTopic("new-" + round, 4, (short) 1);
                admin.createTopics(List.of(topic)).all().get();
                assertThat(PartitionLeaders.answer(admin, List.of(topic), Duration.ofSeconds(20)))
                        .isTrue();
                try (var producer =
                        new KafkaProducer<>(
                                client(kafka), new StringSerializer(), new StringSerializer())) {
                    List<Future<RecordMetadata>> sent = new ArrayList<>();
                    for (int i = 0; i < 30; i++) {
                        sent.add(producer.send(new ProducerRecord<>(topic.name(), "k" + i, "v")));
                    }
                    for (Future<RecordMetadata> answer : sent) {
                        assertThat(answer.get(20, TimeUnit.SECONDS).hasOffset()).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void recordsAreStillThereAfterARestartOnAnotherPort(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, Map.of());
                Admin admin = Admin.create(client(kafka));
                var producer =
                        new KafkaProducer<>(
                                client(kafka), new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(Topics.SCAN_STATUS.toNewTopic(1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>("scan-status", "key", "value")).get();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, Map.of());
                var consumer =
                        new KafkaConsumer<>(
                                client(kafka),
                                new StringDeserializer(),
                                new StringDeserializer())) {
            var partition = new TopicPartition("scan-status", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values =
                    consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                            .map(ConsumerRecord::value)
                            .toList();
            assertThat(values).containsExactly("value");
        }
    }

    private static Map<String, Object> client(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
