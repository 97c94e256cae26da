package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.TopicSpec;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// Opens the topics through which the instances of a stage know something together.
public final class SharedTopics {

    private final KafkaSettings kafka;
    private final String group;

    SharedTopics(KafkaSettings kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /// Begins to read; waits for nothing.
    ///
    /// @param listener gets every event in its key's order, on one thread
    public <E extends SpecificRecord> SharedTopic<E> open(
            TopicSpec topic, Class<E> type, Consumer<E> listener) {
        return new SharedTopic<>(topic, type, new Clients(kafka, group), listener);
    }
}
