package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.contract.event.StatusEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.kafka.support.KafkaHeaders;

/// Tells the broker what the sinks have done. Every send is awaited. Thread-safe.
final class SinkProducer implements AutoCloseable {

    private static final String SOURCE = "/gateway/sink";

    private final Producer<byte[], byte[]> producer;
    private final Duration timeout;

    SinkProducer(Producer<byte[], byte[]> producer, Duration timeout) {
        this.producer = producer;
        this.timeout = timeout;
    }

    /// The same of events that belong to no trace.
    ///
    /// @throws KafkaException when the log has them not, or not in time
    void tell(List<StatusEvent> events) {
        tell(events, _ -> Optional.empty());
    }

    /// Returns when the log has all of them.
    ///
    /// @throws KafkaException when it does not, or not in time; some may have arrived
    void tell(List<StatusEvent> events, Function<String, Optional<TraceParent>> causes) {
        List<Future<?>> sent = new ArrayList<>();
        for (StatusEvent event : events) {
            var record =
                    new ProducerRecord<>(
                            Topics.SCAN_STATUS.name(),
                            event.getScanId().getBytes(StandardCharsets.UTF_8),
                            EventCodec.encode(event));
            EventHeaders.write(
                    record.headers(),
                    event,
                    event.getEventId(),
                    SOURCE,
                    event.getScanId(),
                    event.getOccurredAt());
            causes.apply(event.getScanId()).ifPresent(cause -> cause.write(record.headers()));
            sent.add(producer.send(record));
        }
        sent.forEach(this::await);
    }

    /// Puts a record that cannot be stored aside, as it came and with the reason, under the
    /// header names of Spring Kafka so that the usual tools show them.
    ///
    /// @throws KafkaException when the log has it not, or not in time
    void bury(ConsumerRecord<byte[], byte[]> poison, Throwable cause) {
        var record =
                new ProducerRecord<>(
                        Topics.SCAN_DEAD_LETTERS.name(),
                        null,
                        poison.key(),
                        poison.value(),
                        poison.headers());
        String origin = poison.topic() + "-" + poison.partition() + "@" + poison.offset();
        put(record, KafkaHeaders.DLT_ORIGINAL_TOPIC, poison.topic());
        record.headers()
                .add(KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(Integer.BYTES, poison.partition()))
                .add(KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(Long.BYTES, poison.offset()))
                .add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(Long.BYTES, poison.timestamp()));
        put(record, KafkaHeaders.DLT_EXCEPTION_FQCN, cause.getClass().getName());
        put(record, KafkaHeaders.DLT_EXCEPTION_MESSAGE, String.valueOf(cause.getMessage()));
        put(record, EventHeaders.ID, EventIds.of("dead-letter", origin));
        await(producer.send(record));
    }

    @Override
    public void close() {
        producer.close(timeout);
    }

    /// Returns when the log has the record.
    ///
    /// @throws KafkaException when it has it not, or not in time
    void send(ProducerRecord<byte[], byte[]> record) {
        await(producer.send(record));
    }

    private static void put(ProducerRecord<byte[], byte[]> record, String name, String value) {
        EventHeaders.put(record.headers(), name, value);
    }

    private static byte[] bytes(int size, long value) {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        return size == Integer.BYTES
                ? buffer.putInt((int) value).array()
                : buffer.putLong(value).array();
    }

    private void await(Future<?> sent) {
        try {
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take a record", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker did not take a record in time", e);
        }
    }
}
