package com.xenlixai.scan.gateway.database;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BYTEA;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import io.r2dbc.postgresql.message.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Sends `byte[]` as it is. The driver's own codec writes each byte as two hexadecimal digits, which
/// doubles what travels and is decoded again by the database. Reading stays with the driver, whose
/// results are binary already. Thread-safe.
///
/// Source: PostgreSQL documentation, "Message Formats", Bind: format code 1.
final class RawBytes implements Codec<byte[]>, CodecMetadata, CodecRegistrar {

    @Override
    public Publisher<Void> register(
            PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
        registry.addFirst(this);
        return Mono.empty();
    }

    /// Without it the driver, which keeps a table of codecs by type, goes on using its own.
    @Override
    public Class<?> type() {
        return byte[].class;
    }

    @Override
    public Iterable<? extends PostgresTypeIdentifier> getDataTypes() {
        return List.of();
    }

    @Override
    public boolean canEncode(Object value) {
        return value instanceof byte[];
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return false;
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> type) {
        return false;
    }

    @Override
    public EncodedParameter encode(Object value) {
        return encode(value, BYTEA.getObjectId());
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        byte[] bytes = (byte[]) value;
        return new EncodedParameter(
                Format.FORMAT_BINARY,
                dataType,
                Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new UnsupportedOperationException("nulls are the driver's");
    }

    @Override
    public byte[] decode(
            @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends byte[]> type) {
        throw new UnsupportedOperationException("reading is the driver's");
    }
}
