package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.UndecodableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all instances of a stage know together: a small compacted topic that each reads whole and
/// any may write. The last event of a key counts, the same for all who have read as far.
/// Thread-safe.
public final class SharedTopic<E extends SpecificRecord> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SharedTopic.class);

    private final TopicSpec topic;
    private final Class<E> type;
    private final Clients clients;
    private final Consumer<E> listener;
    private final TopicFollower follower;
    private @Nullable KafkaOutbox outbox;
    private boolean closed;

    SharedTopic(TopicSpec topic, Class<E> type, Clients clients, Consumer<E> listener) {
        this.topic = topic;
        this.type = type;
        this.clients = clients;
        this.listener = listener;
        this.follower =
                new TopicFollower(
                        topic.name(), () -> clients.reader(topic.name(), 100), this::remember);
        Thread.ofVirtual().name(topic.name()).start(follower);
    }

    /// Waits until everything that was there at the start has been read.
    public boolean awaitRead(Duration patience) throws InterruptedException {
        return follower.awaitRead(patience);
    }

    /// Replaces what that key has. Completes when the log has it.
    public CompletableFuture<Void> write(String key, E event) {
        var record =
                new ProducerRecord<>(
                        topic.name(),
                        key.getBytes(StandardCharsets.UTF_8),
                        EventCodec.encode(event));
        try {
            return outbox().send(record);
        } catch (KafkaException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Writing is rare, so the producer is made when it is first needed.
    private synchronized KafkaOutbox outbox() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (outbox == null) {
            outbox = new KafkaOutbox(clients.producer(topic.name(), "lz4"));
        }
        return outbox;
    }

    private void remember(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            listener.accept(EventCodec.decode(record.value(), type));
        } catch (UndecodableEventException e) {
            log.warn("an entry of {} cannot be read", topic.name(), e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        follower.stop();
        if (outbox != null) {
            outbox.close();
        }
    }
}
