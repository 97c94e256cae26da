package com.xenlixai.scan.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// One record of a schema with every field set, the same each time, and its forms on disk. Samples
/// of released schemas are kept, so that a reader that loses an old version is noticed.
final class SampleEvents {

    private static final int MARKER_AND_FINGERPRINT = 10;

    private SampleEvents() {}

    static GenericRecord of(Schema event) {
        return (GenericRecord) value(event, event.getName());
    }

    /// The record as a topic holds it.
    static byte[] encode(GenericRecord event) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ByteBuffer.allocate(MARKER_AND_FINGERPRINT)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 0xC3)
                        .put((byte) 0x01)
                        .putLong(SchemaNormalization.parsingFingerprint64(event.getSchema()))
                        .array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The record in these bytes, in the shape of the schema that wrote it.
    static GenericRecord decode(byte[] bytes, Schema writer) {
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(
                                bytes,
                                MARKER_AND_FINGERPRINT,
                                bytes.length - MARKER_AND_FINGERPRINT,
                                null);
        try {
            return new GenericDatumReader<GenericRecord>(writer).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The record in Avro's own JSON form.
    static String json(GenericRecord event) {
        var bytes = new ByteArrayOutputStream();
        try {
            var encoder = EncoderFactory.get().jsonEncoder(event.getSchema(), bytes, true);
            new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Object value(Schema schema, String name) {
        return switch (schema.getType()) {
            case RECORD -> {
                var record = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    record.put(field.pos(), value(field.schema(), field.name()));
                }
                yield record;
            }
            // The last symbol but one: neither the first nor, as a rule, the default.
            case ENUM -> {
                List<String> symbols = schema.getEnumSymbols();
                yield new GenericData.EnumSymbol(
                        schema, symbols.get(Math.max(0, symbols.size() - 2)));
            }
            case ARRAY ->
                    new GenericData.Array<>(
                            schema,
                            List.of(
                                    value(schema.getElementType(), name),
                                    value(schema.getElementType(), name)));
            case MAP -> Map.of("sample-key", value(schema.getValueType(), name));
            case UNION -> value(schema.getTypes().getLast(), name);
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
            case STRING -> name + " é 漢 \uD83D\uDE80";
            case BYTES -> ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8));
            case INT -> 20_000 + name.length();
            case LONG -> 1_790_000_000_000L + name.length();
            case FLOAT -> 0.5f;
            case DOUBLE -> 12.75;
            case BOOLEAN -> true;
            case NULL -> throw new IllegalArgumentException("a field of type null says nothing");
        };
    }
}
