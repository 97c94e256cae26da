package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.gateway.broker.BrokerSettings;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.trace.Traces;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/// Makes the containers that feed a topic to its {@link Storing}.
public final class Sinks {

    /// The consumer group of everything that the gateway stores.
    public static final String GROUP = "gateway-reports";

    private static final long COMMIT_MILLIS = 200;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int FETCH_BYTES = 16 * 1024 * 1024;
    private static final int FETCHED_IN_A_ROW = 512 * 1024;

    private final BrokerSettings broker;
    private final SinkSettings settings;
    private final SinkProducer producer;
    private final DatabaseGuard guard;
    private final Traces traces;

    Sinks(
            BrokerSettings broker,
            SinkSettings settings,
            SinkProducer producer,
            DatabaseGuard guard,
            Traces traces) {
        this.traces = traces;
        this.broker = broker;
        this.settings = settings;
        this.producer = producer;
        this.guard = guard;
    }

    /// A container, not started, that reads the topic in the group {@link #GROUP}.
    public <E extends SpecificRecord, R> MessageListenerContainer container(
            TopicSpec topic, Class<E> type, Storing<E, R> storing) {
        var properties = new ContainerProperties(topic.name());
        properties.setGroupId(GROUP);
        properties.setClientId(GROUP + "-" + topic.name());
        // A commit costs the broker as much as a report; what is stored twice is noticed.
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(COMMIT_MILLIS);
        // The last commit comes after a poll, so an idle one must not take long.
        properties.setPollTimeout(COMMIT_MILLIS);
        properties.setSyncCommits(true);
        properties.setMissingTopicsFatal(false);
        properties.setMessageListener(
                new Sink<>(type, storing, producer, traces, guard.deadline()));
        var container =
                new ConcurrentMessageListenerContainer<>(
                        new DefaultKafkaConsumerFactory<byte[], byte[]>(consumerProperties()),
                        properties);
        container.setBeanName(GROUP + "-" + topic.name());
        container.setConcurrency(settings.concurrency());
        container.setCommonErrorHandler(outages());
        return container;
    }

    /// Every failure that reaches the container is an outage, whatever its class, and is sat out.
    private DefaultErrorHandler outages() {
        var handler =
                new DefaultErrorHandler(
                        (_, failure) -> {
                            throw new IllegalStateException("an outage has no end", failure);
                        },
                        sitOut());
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(new OutageLog());
        return handler;
    }

    /// Without an end: giving up would lose a report that was promised.
    private ExponentialBackOff sitOut() {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        pauses.setMaxInterval(settings.longestPause().toMillis());
        return pauses;
    }

    private Map<String, Object> consumerProperties() {
        Map<String, Object> properties = broker.clientProperties();
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // The verdicts of scan-jobs are written in transactions.
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // What was fetched of one partition is handed out before the next one's turn comes.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_IN_A_ROW);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        return properties;
    }
}
