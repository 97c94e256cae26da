package com.xenlixai.scan.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all partitions of a compacted topic from their beginning and goes on reading, whatever the
/// broker does. Runs on a thread of its own.
final class TopicFollower implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ASKING = Duration.ofSeconds(5);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader;
    private final CountDownLatch readOnce = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /// @param reader gets each record, also those that it had before a connection broke
    TopicFollower(
            String topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.topic = topic;
        this.consumers = consumers;
        this.reader = reader;
    }

    /// Waits until everything that was there at the start has been read.
    boolean awaitRead(Duration patience) throws InterruptedException {
        return readOnce.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                log.debug("woken");
            } catch (KafkaException e) {
                log.warn("{} not read, again soon: {}", topic, e.toString());
                if (!paused()) {
                    return;
                }
            }
        }
    }

    void stop() {
        stopping = true;
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, ASKING);
        if (found == null || found.isEmpty()) {
            // Not made yet.
            if (!paused()) {
                stopping = true;
            }
            return;
        }
        List<TopicPartition> partitions = new ArrayList<>();
        found.forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASKING);
        Set<TopicPartition> behind = new HashSet<>(partitions);
        while (!stopping) {
            consumer.poll(behind.isEmpty() ? POLL : Duration.ofMillis(50)).forEach(reader);
            if (!behind.isEmpty()) {
                behind.removeIf(p -> consumer.position(p, ASKING) >= ends.getOrDefault(p, 0L));
                if (behind.isEmpty()) {
                    readOnce.countDown();
                }
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ofMillis(200)));
    }

    private boolean paused() {
        try {
            Thread.sleep(AFTER_ERROR);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
