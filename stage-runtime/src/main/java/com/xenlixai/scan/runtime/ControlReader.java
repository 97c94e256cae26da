package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `scan-control` whole, as every process does, and remembers the newest entries. Asking it
/// costs a look into a map. Thread-safe.
final class ControlReader implements Control, Runnable {

    private static final Logger log = LoggerFactory.getLogger(ControlReader.class);

    /// Entries remembered; each takes about 200 bytes. The gateway enforces what is forgotten.
    private static final int MOST = 200_000;

    private final TopicFollower follower;
    private final Clock clock;
    private final Map<String, ControlEntry> entries =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ControlEntry> eldest) {
                    return size() > MOST;
                }
            };

    ControlReader(Supplier<Consumer<byte[], byte[]>> consumers, Clock clock) {
        this.follower = new TopicFollower(Topics.SCAN_CONTROL.name(), consumers, this::remember);
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
        return follower.awaitRead(patience);
    }

    @Override
    public void run() {
        follower.run();
    }

    void stop() {
        follower.stop();
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
}
