package com.xenlixai.scan.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// The way to the log. Thread-safe.
final class KafkaOutbox implements Outbox, AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;

    KafkaOutbox(Clients clients) {
        this(clients.producer("outbox", "none"));
    }

    /// @param producer is closed with it
    KafkaOutbox(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> message) {
        var written = new CompletableFuture<Void>();
        try {
            var _ =
                    producer.send(
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
        producer.close(CLOSING);
    }
}
