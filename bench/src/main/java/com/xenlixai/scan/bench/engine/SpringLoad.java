package com.xenlixai.scan.bench.engine;

import com.xenlixai.scan.runtime.EngineLoad.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/// What Spring Kafka offers for the same work: a batch listener, and a listener whose records end
/// asynchronously, which Spring commits when all of a poll are done.
final class SpringLoad {

    private SpringLoad() {}

    /// A plain batch listener: each record in turn, committed once a poll.
    static Duration batchListener(
            String bootstrapServers, String group, String topic, int records, Work work)
            throws InterruptedException {
        var done = new CountDownLatch(records);
        long[] begun = {0};
        BatchMessageListener<byte[], byte[]> listener =
                batch -> {
                    if (begun[0] == 0) {
                        begun[0] = System.nanoTime();
                    }
                    for (ConsumerRecord<byte[], byte[]> record : batch) {
                        apply(work, record);
                        done.countDown();
                    }
                };
        return run(bootstrapServers, group, topic, 500, AckMode.BATCH, listener, done, begun);
    }

    /// Spring's asynchronous acknowledgement, which is also what listeners that return a future
    /// rest on: as many records at once as one poll brings, and the consumer paused until all of
    /// them are acknowledged.
    static Duration asynchronousListener(
            String bootstrapServers, String group, String topic, int records, int atOnce, Work work)
            throws InterruptedException {
        var done = new CountDownLatch(records);
        long[] begun = {0};
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AcknowledgingMessageListener<byte[], byte[]> listener =
                    (record, acknowledgment) -> {
                        if (begun[0] == 0) {
                            begun[0] = System.nanoTime();
                        }
                        threads.execute(
                                () -> {
                                    apply(work, record);
                                    // What is still running when the measurement ends is not waited
                                    // for.
                                    if (acknowledgment != null && done.getCount() > 0) {
                                        acknowledgment.acknowledge();
                                    }
                                    done.countDown();
                                });
                    };
            return run(
                    bootstrapServers, group, topic, atOnce, AckMode.MANUAL, listener, done, begun);
        }
    }

    private static void apply(Work work, ConsumerRecord<byte[], byte[]> record) {
        try {
            work.on(record.partition(), record.offset(), record.value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration run(
            String bootstrapServers,
            String group,
            String topic,
            int mostPolled,
            AckMode mode,
            Object listener,
            CountDownLatch done,
            long[] begun)
            throws InterruptedException {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostPolled);
        var factory =
                new DefaultKafkaConsumerFactory<byte[], byte[]>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var properties = new ContainerProperties(topic);
        properties.setMessageListener(listener);
        properties.setAckMode(mode);
        properties.setAsyncAcks(mode == AckMode.MANUAL);
        properties.setGroupId(group);
        var container = new ConcurrentMessageListenerContainer<>(factory, properties);
        container.start();
        if (!done.await(30, TimeUnit.MINUTES)) {
            throw new IllegalStateException(done.getCount() + " records were not done in time");
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun[0]);
        container.stop();
        return taken;
    }
}
