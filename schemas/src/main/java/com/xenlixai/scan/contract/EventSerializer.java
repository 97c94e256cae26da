package com.xenlixai.scan.contract;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Kafka's way into {@link EventCodec}; null stays null, which is a tombstone.
public final class EventSerializer<T extends SpecificRecord> implements Serializer<T> {

    @Override
    @SuppressWarnings("NullAway") // Kafka's interface is not null-marked: null in, null out
    public byte @Nullable [] serialize(String topic, @Nullable T event) {
        return event == null ? null : EventCodec.encode(event);
    }
}
