package com.xenlixai.scan.gateway.broker;

import com.xenlixai.scan.contract.PartitionLeaders;
import com.xenlixai.scan.contract.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the topics that are missing. Topics that exist are left as they are, and several
/// services may do this at once.
public final class TopicCreation {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 500;

    private final BrokerSettings broker;
    private final TopicSettings topics;
    private final Clock clock;

    TopicCreation(BrokerSettings broker, TopicSettings topics, Clock clock) {
        this.broker = broker;
        this.topics = topics;
        this.clock = clock;
    }

    /// Blocks until all topics exist.
    ///
    /// @throws IllegalStateException when the broker is not to be had for a minute
    public void ensure() {
        Map<String, Object> settings = broker.clientProperties();
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "gateway-topics");
        List<NewTopic> wanted = Topics.newTopics(topics.partitions(), topics.replicationFactor());
        Instant end = clock.instant().plus(PATIENCE);
        try (Admin admin = Admin.create(settings)) {
            while (!created(admin, wanted)) {
                if (clock.instant().isAfter(end)) {
                    throw new IllegalStateException(
                            "no broker at " + broker.bootstrapServers() + " for " + PATIENCE);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
    }

    private static boolean created(Admin admin, List<NewTopic> wanted) throws InterruptedException {
        try {
            Set<String> present =
                    new HashSet<>(
                            admin.listTopics()
                                    .names()
                                    .get(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS));
            List<NewTopic> missing =
                    wanted.stream().filter(topic -> !present.contains(topic.name())).toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
            }
            return PartitionLeaders.answer(admin, wanted, ATTEMPT);
        } catch (TimeoutException e) {
            LOG.warn("the broker has not answered within {}", ATTEMPT);
            return false;
        } catch (ExecutionException e) {
            return goesOn(e.getCause());
        }
    }

    /// Another service may have created a topic meanwhile: the next look tells.
    private static boolean goesOn(@Nullable Throwable cause) {
        if (cause instanceof TopicExistsException || cause instanceof RetriableException) {
            LOG.info("topics are not all there yet: {}", String.valueOf(cause));
            return false;
        }
        throw new IllegalStateException("topics cannot be created", cause);
    }
}
