package com.xenlixai.scan.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The effects of one run on their way to the log. Nothing is given up: while the log cannot be
/// reached the run waits and its record stays open, until the process stops. Used
/// by one thread, but for {@link #send}, which a timer may call as well.
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

    private record Sent(ProducerRecord<byte[], byte[]> message, CompletableFuture<Void> written) {}

    Delivery(Outbox outbox) {
        this.outbox = outbox;
    }

    /// Sends without waiting.
    void send(ProducerRecord<byte[], byte[]> message) {
        sent.add(new Sent(message, outbox.send(message)));
    }

    /// Waits until the log has everything that was sent.
    ///
    /// @throws UnwritableException when it will never take one of them
    void flush() throws InterruptedException {
        while (!sent.isEmpty()) {
            List<ProducerRecord<byte[], byte[]>> missing = new ArrayList<>();
            while (!sent.isEmpty()) {
                Sent next = sent.remove();
                if (!written(next)) {
                    missing.add(next.message());
                }
            }
            if (!missing.isEmpty()) {
                Thread.sleep(PAUSE);
                missing.forEach(this::send);
            }
        }
    }

    private boolean written(Sent one) throws InterruptedException {
        try {
            one.written().get();
            return true;
        } catch (ExecutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            if (hopeless(reason)) {
                sent.clear();
                throw new UnwritableException(
                        one.message().topic() + " does not take the record", reason);
            }
            log.warn(
                    "{} not written, to be sent again: {}",
                    one.message().topic(),
                    reason.toString());
            return false;
        }
    }

    private static boolean hopeless(Throwable reason) {
        return reason instanceof RecordTooLargeException
                || reason instanceof RecordBatchTooLargeException
                || reason instanceof SerializationException
                || reason instanceof InvalidTopicException;
    }
}
