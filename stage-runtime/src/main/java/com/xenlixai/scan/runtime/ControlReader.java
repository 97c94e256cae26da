package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `scan-control` whole, as every process does, and remembers the newest entries. Asking it
/// costs a look into a map. Thread-safe.
final class ControlReader implements Control, Runnable {

    private static final Logger log = LoggerFactory.getLogger(ControlReader.class);

    /// Entries remembered; each takes about 200 bytes. The gateway enforces what is forgotten.
    private static final int MOST = 200_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ASKING = Duration.ofSeconds(5);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Clock clock;
    private final CountDownLatch readOnce = new CountDownLatch(1);
    private final Map<String, ControlEntry> entries =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ControlEntry> eldest) {
                    return size() > MOST;
                }
            };
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    ControlReader(Supplier<Consumer<byte[], byte[]>> consumers, Clock clock) {
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public Optional<ControlKind> of(String key) {
        ControlEntry entry;
        synchronized (entries) {
            entry = entries.get(key);
        }
        return entry == null || clock.instant().isAfter(entry.getExpiresAt())
                ? Optional.empty()
                : Optional.of(entry.getKind());
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
                log.warn("{} not read, again soon: {}", Topics.SCAN_CONTROL.name(), e.toString());
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
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(Topics.SCAN_CONTROL.name(), ASKING)
                .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASKING);
        Set<TopicPartition> behind = new HashSet<>(partitions);
        while (!stopping) {
            consumer.poll(behind.isEmpty() ? POLL : Duration.ofMillis(50)).forEach(this::remember);
            if (!behind.isEmpty()) {
                behind.removeIf(p -> consumer.position(p, ASKING) >= ends.getOrDefault(p, 0L));
                if (behind.isEmpty()) {
                    readOnce.countDown();
                }
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ofMillis(200)));
    }

    private void remember(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value();
        try {
            ControlEntry entry =
                    value == null ? null : EventCodec.decode(value, ControlEntry.class);
            synchronized (entries) {
                entries.remove(key);
                if (entry != null) {
                    entries.put(key, entry);
                }
            }
        } catch (UndecodableEventException e) {
            log.warn("an entry of {} cannot be read", Topics.SCAN_CONTROL.name(), e);
        }
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
