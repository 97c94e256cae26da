package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.PartitionLeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.runtime.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topics that the stores' changes go to. Kafka Streams would make them itself, and write to
/// them before their leaders take records: then the first ones can expire.
final class Changelogs {

    private static final Logger log = LoggerFactory.getLogger(Changelogs.class);
    private static final Duration LEADING = Duration.ofSeconds(10);

    private Changelogs() {}

    /// Makes those that are missing. What goes wrong is left to Kafka Streams.
    static void make(String application, KafkaSettings kafka) throws InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                AdminClientConfig.CLIENT_ID_CONFIG,
                                application + "-changelogs"))) {
            String batch = Topics.SCAN_CRAWL_BATCH.name();
            int width =
                    admin.describeTopics(List.of(batch)).allTopicNames().get().values().stream()
                            .mapToInt(topic -> topic.partitions().size())
                            .sum();
            List<NewTopic> topics =
                    Stream.of(FrontierProcessor.QUEUE, FrontierProcessor.HOSTS)
                            .map(store -> topic(application + "-" + store, width, kafka))
                            .toList();
            for (KafkaFuture<Void> made : admin.createTopics(topics).values().values()) {
                await(made);
            }
            if (!PartitionLeaders.answer(admin, topics, LEADING)) {
                log.warn("the changelogs have no leaders yet, starting all the same");
            }
        } catch (ExecutionException e) {
            log.warn("changelogs not made, left to Kafka Streams: {}", e.toString());
        }
    }

    private static void await(KafkaFuture<Void> made)
            throws InterruptedException, ExecutionException {
        try {
            made.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic topic(String name, int width, KafkaSettings kafka) {
        return new NewTopic(name + "-changelog", width, kafka.replicationFactor())
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT,
                                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                                "0.2",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(8 << 20),
                                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                Integer.toString(Math.min(2, kafka.replicationFactor()))));
    }
}
