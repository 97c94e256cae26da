package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.gateway.database.Statements;
import com.xenlixai.scan.gateway.trace.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/// Stores one batch: rows into the database, poison aside, then the news to `scan-status`. It
/// returns only when all three are durable, and the container commits only then. A record is
/// poison when it cannot be read, or when the database refuses its values; any other failure is
/// an outage, which the container sits out by giving the same batch again.
final class Sink<E extends SpecificRecord, R> implements BatchMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);

    private final Class<E> type;
    private final Storing<E, R> storing;
    private final SinkProducer producer;
    private final Traces traces;
    private final Duration deadline;

    Sink(
            Class<E> type,
            Storing<E, R> storing,
            SinkProducer producer,
            Traces traces,
            Duration deadline) {
        this.traces = traces;
        this.type = type;
        this.storing = storing;
        this.producer = producer;
        this.deadline = deadline;
    }

    private record Prepared<R>(ConsumerRecord<byte[], byte[]> origin, List<R> rows) {}

    private record Poison(ConsumerRecord<byte[], byte[]> record, Throwable cause) {}

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> polled) {
        List<ConsumerRecord<byte[], byte[]>> records =
                polled.stream().filter(record -> storing.concerns(record.headers())).toList();
        if (records.isEmpty()) {
            return;
        }
        try (var causes = new BatchCauses(traces, records)) {
            store(records, causes);
        }
    }

    private void store(List<ConsumerRecord<byte[], byte[]>> records, BatchCauses causes) {
        List<Poison> poison = new ArrayList<>();
        List<R> stored = store(prepare(records, poison), poison);
        for (Poison one : poison) {
            bury(one);
        }
        producer.tell(storing.told(stored), causes::of);
    }

    private List<Prepared<R>> prepare(
            List<ConsumerRecord<byte[], byte[]>> records, List<Poison> poison) {
        List<Prepared<R>> prepared = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                E event = EventCodec.decode(record.value(), type);
                prepared.add(new Prepared<>(record, storing.prepare(event)));
            } catch (RuntimeException e) {
                poison.add(new Poison(record, e));
            }
        }
        return prepared;
    }

    private List<R> store(List<Prepared<R>> prepared, List<Poison> poison) {
        List<R> rows = prepared.stream().flatMap(one -> one.rows().stream()).toList();
        if (rows.isEmpty()) {
            return rows;
        }
        try {
            storeInTime(rows);
            return rows;
        } catch (StoreFailure e) {
            if (!Statements.isRefused(e)) {
                throw e;
            }
            return storeOneByOne(prepared, poison);
        }
    }

    /// Finds the record whose values the database refuses.
    private List<R> storeOneByOne(List<Prepared<R>> prepared, List<Poison> poison) {
        List<R> stored = new ArrayList<>();
        for (Prepared<R> one : prepared) {
            try {
                storeInTime(one.rows());
                stored.addAll(one.rows());
            } catch (StoreFailure e) {
                if (!Statements.isRefused(e)) {
                    throw e;
                }
                poison.add(new Poison(one.origin(), e));
            }
        }
        return stored;
    }

    /// This is the consumer's own thread: nothing else waits while it does.
    private void storeInTime(List<R> rows) {
        try {
            storing.store(rows).toFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (TimeoutException e) {
            throw new StoreFailure("the database did not answer in time", e);
        } catch (ExecutionException e) {
            throw new StoreFailure("the database did not store a batch", e.getCause());
        }
    }

    private static final class StoreFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private void bury(Poison poison) {
        ConsumerRecord<byte[], byte[]> record = poison.record();
        producer.bury(record, poison.cause());
        LOG.warn(
                "A record of {} (partition {}, offset {}) cannot be stored and is a dead letter now: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                poison.cause().toString());
    }
}
