package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// The way to the log through two producers: one that compresses small events, one that leaves
/// bodies, which come compressed, alone. Thread-safe.
final class KafkaOutbox implements Outbox, AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> events;
    private final Producer<byte[], byte[]> bodies;

    KafkaOutbox(Clients clients) {
        events = clients.producer("events", "lz4");
        bodies = clients.producer("bodies", "none");
    }

    @Override
    public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> message) {
        var written = new CompletableFuture<Void>();
        try {
            var _ =
                    producer(message.topic())
                            .send(
                                    message,
                                    (_, failure) -> {
                                        if (failure == null) {
                                            written.complete(null);
                                        } else {
                                            written.completeExceptionally(failure);
                                        }
                                    });
        } catch (KafkaException | IllegalStateException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    @Override
    public void close() {
        events.close(CLOSING);
        bodies.close(CLOSING);
    }

    private Producer<byte[], byte[]> producer(String topic) {
        return topic.equals(Topics.SCAN_STATUS.name()) ? events : bodies;
    }
}
