package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.contract.event.StatusEvent;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import reactor.core.publisher.Mono;

/// What becomes of the records of one topic. Everything here must bear repetition.
///
/// @param <E> the topic's event
/// @param <R> what is stored of it
public interface Storing<E extends SpecificRecord, R> {

    /// False when the headers alone tell that nothing of the record is stored.
    default boolean concerns(Headers headers) {
        return true;
    }

    /// What is to be stored of the event: nothing, or something. A pure function; an exception
    /// here makes the record a dead letter.
    List<R> prepare(E event);

    /// Stores all of it or fails with the database's own error.
    Mono<Void> store(List<R> rows);

    /// What the job state is told once these rows are durable.
    List<StatusEvent> told(List<R> rows);
}
