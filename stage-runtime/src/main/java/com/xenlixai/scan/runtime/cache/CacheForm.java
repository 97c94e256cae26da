package com.xenlixai.scan.runtime.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/// How a value is written for other instances. What another release wrote, or something else, is
/// not read: `read` answers empty. Implementations are thread-safe.
public interface CacheForm<V> {

    byte[] write(V value);

    Optional<V> read(byte[] bytes);

    /// Records of a schema, marked with the schema's fingerprint.
    static <R extends SpecificRecord> CacheForm<R> of(Class<R> type) {
        return avro(type, SpecificData.get().getSchema(type));
    }

    /// Lists of records of a schema.
    static <R extends SpecificRecord> CacheForm<List<R>> listOf(Class<R> type) {
        return avro(type, Schema.createArray(SpecificData.get().getSchema(type)));
    }

    private static <T> CacheForm<T> avro(Class<?> type, Schema schema) {
        SpecificData model = SpecificData.getForClass(type);
        var encoder = new BinaryMessageEncoder<T>(model, schema);
        var decoder = new BinaryMessageDecoder<T>(model, schema);
        return new CacheForm<>() {
            @Override
            public byte[] write(T value) {
                try {
                    var buffer = encoder.encode(value);
                    var bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    return bytes;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Optional<T> read(byte[] bytes) {
                try {
                    return Optional.of(decoder.decode(bytes));
                } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
                    return Optional.empty();
                }
            }
        };
    }
}
