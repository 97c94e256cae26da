package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Failpoints.Point;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings parked records back to the topic they came from when they are due. Each waits on a
/// virtual thread of its own, so a short wait behind a long one ends when it should; large bodies
/// are not kept meanwhile but read again. Thread-safe.
final class ParkedReturn implements RecordWork, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ParkedReturn.class);

    /// Bodies up to this size wait in memory.
    private static final int SMALL = 2048;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASKING = Duration.ofSeconds(10);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final Set<String> topics;
    private final Outbox outbox;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Consumer<byte[], byte[]> reader;

    /// @param topics of this stage; other stages' parked records are theirs to bring back
    ParkedReturn(
            Set<String> topics,
            Outbox outbox,
            Supplier<Consumer<byte[], byte[]>> readers,
            Clock clock) {
        this.topics = Set.copyOf(topics);
        this.outbox = outbox;
        this.readers = readers;
        this.clock = clock;
    }

    /// The record as it waits: without its body, if that is large.
    static Arrival slim(ConsumerRecord<byte[], byte[]> record) {
        if (record.serializedValueSize() <= SMALL) {
            return new Arrival(record, Lane.BATCH);
        }
        return new Arrival(
                new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.timestampType(),
                        record.serializedKeySize(),
                        0,
                        record.key(),
                        null,
                        record.headers(),
                        Optional.empty()),
                Lane.BATCH);
    }

    @Override
    public void run(Arrival parked) throws InterruptedException {
        Optional<String> home = EventHeaders.get(parked.headers(), Messages.PARKED_TOPIC);
        if (home.isEmpty() || !topics.contains(home.get())) {
            return;
        }
        Instant due =
                EventHeaders.get(parked.headers(), Messages.NOT_BEFORE)
                        .filter(text -> text.matches("[0-9]{1,15}"))
                        .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
                        .orElse(Instant.EPOCH);
        Duration wait = Duration.between(clock.instant(), due);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
        byte[] value = parked.raw().value();
        if (value == null) {
            value = readAgain(parked.raw());
        }
        if (value == null) {
            log.warn("a parked record is gone from the log before it was due");
            return;
        }
        Headers headers = new RecordHeaders(parked.headers().toArray());
        headers.remove(Messages.PARKED_TOPIC);
        headers.remove(Messages.NOT_BEFORE);
        var delivery = new Delivery(outbox);
        delivery.send(
                new ProducerRecord<>(home.get(), null, null, parked.raw().key(), value, headers));
        delivery.flush();
        Failpoints.pass(Point.AFTER_RETURN);
    }

    @Override
    public void close() {
        reading.lock();
        try {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        } finally {
            reading.unlock();
        }
    }

    private byte @Nullable [] readAgain(ConsumerRecord<byte[], byte[]> slim)
            throws InterruptedException {
        while (true) {
            reading.lockInterruptibly();
            try {
                return read(slim);
            } catch (KafkaException e) {
                log.warn("{} not read, again soon: {}", Topics.SCAN_PARKED.name(), e.toString());
                close();
            } finally {
                reading.unlock();
            }
            Thread.sleep(AFTER_ERROR);
        }
    }

    private byte @Nullable [] read(ConsumerRecord<byte[], byte[]> slim) {
        Consumer<byte[], byte[]> consumer = reader;
        if (consumer == null) {
            consumer = readers.get();
            reader = consumer;
        }
        var partition = new TopicPartition(slim.topic(), slim.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, slim.offset());
        while (consumer.position(partition, ASKING) <= slim.offset()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() == slim.offset()) {
                    return record.value();
                }
            }
        }
        return null;
    }
}
