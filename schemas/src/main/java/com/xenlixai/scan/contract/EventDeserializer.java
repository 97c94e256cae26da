package com.xenlixai.scan.contract;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Kafka's way out of {@link EventCodec}; null stays null, which is a tombstone. The expected type
/// is given by the one who reads the topic, never by a header of the record.
public final class EventDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final Class<T> type;

    public EventDeserializer(Class<T> type) {
        this.type = type;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's interface is not null-marked: null in, null out
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : EventCodec.decode(bytes, type);
    }
}
