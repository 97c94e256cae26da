package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.PartitionLeaders;
import com.xenlixai.scan.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the topics that are missing, and waits for the broker as long as it takes.
final class TopicCreation {

    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LEADING = Duration.ofSeconds(10);

    private final Admin admin;
    private final KafkaSettings settings;

    TopicCreation(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    void untilDone() throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (!done()) {
            Thread.sleep(wait);
            wait =
                    wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                            ? wait.multipliedBy(2)
                            : LONGEST_WAIT;
        }
    }

    private boolean done() throws InterruptedException {
        List<NewTopic> topics =
                Topics.newTopics(settings.partitions(), settings.replicationFactor());
        boolean all = true;
        for (KafkaFuture<Void> topic : admin.createTopics(topics).values().values()) {
            all &= made(topic);
        }
        return all && led(topics);
    }

    private boolean led(List<NewTopic> topics) throws InterruptedException {
        try {
            return PartitionLeaders.answer(admin, topics, LEADING);
        } catch (ExecutionException e) {
            log.warn("waiting for the leaders of all partitions: {}", e.toString());
            return false;
        }
    }

    private boolean made(KafkaFuture<Void> topic) throws InterruptedException {
        try {
            topic.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            log.warn("waiting for the broker at {}: {}", settings.bootstrapServers(), e.toString());
            return false;
        }
    }
}
