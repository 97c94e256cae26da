package com.xenlixai.scan.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Avro single-object encoding: two marker bytes, the CRC-64 fingerprint of the writer's schema
/// (little endian), then the body. It needs no registry, since every schema that was ever released
/// is on the class path ({@link SchemaHistory}), so records of older and newer services stay
/// readable. Thread-safe.
///
/// Source: Apache Avro specification, "Single-object encoding".
public final class EventCodec {

    private static final byte MARKER_1 = (byte) 0xC3;
    private static final byte MARKER_2 = (byte) 0x01;
    private static final int HEADER_LENGTH = 10;

    private static final Map<Schema, Writer> WRITERS = new ConcurrentHashMap<>();
    private static final Map<Long, DatumReader<SpecificRecord>> READERS = new ConcurrentHashMap<>();

    private EventCodec() {}

    /// The event as bytes.
    public static byte[] encode(SpecificRecord event) {
        Writer writer = WRITERS.computeIfAbsent(event.getSchema(), Writer::new);
        return writer.write(event);
    }

    /// The event in these bytes, in the shape that this program knows, whichever version wrote it.
    ///
    /// @throws UndecodableEventException when the bytes are no event of ours
    public static SpecificRecord decode(byte[] bytes) {
        long fingerprint = fingerprintOf(bytes);
        DatumReader<SpecificRecord> reader =
                READERS.computeIfAbsent(fingerprint, EventCodec::readerFor);
        try {
            var decoder =
                    DecoderFactory.get()
                            .binaryDecoder(
                                    bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH, null);
            SpecificRecord event = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new UndecodableEventException("bytes left over after the event's body");
            }
            return event;
        } catch (IOException | RuntimeException e) {
            if (e instanceof UndecodableEventException known) {
                throw known;
            }
            throw new UndecodableEventException("body does not fit its schema: " + e, e);
        }
    }

    /// The event in these bytes, which must be of that type.
    ///
    /// @throws UndecodableEventException when it is another event, or none
    public static <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        SpecificRecord event = decode(bytes);
        if (!type.isInstance(event)) {
            throw new UndecodableEventException(
                    "expected "
                            + type.getSimpleName()
                            + " but found "
                            + event.getSchema().getName());
        }
        return type.cast(event);
    }

    private static long fingerprintOf(byte[] bytes) {
        if (bytes.length < HEADER_LENGTH || bytes[0] != MARKER_1 || bytes[1] != MARKER_2) {
            throw new UndecodableEventException("not an Avro single-object encoded event");
        }
        long fingerprint = 0;
        for (int i = HEADER_LENGTH - 1; i >= 2; i--) {
            fingerprint = fingerprint << 8 | bytes[i] & 0xFF;
        }
        return fingerprint;
    }

    private static DatumReader<SpecificRecord> readerFor(long fingerprint) {
        Schema written =
                SchemaHistory.find(fingerprint)
                        .orElseThrow(
                                () ->
                                        new UndecodableEventException(
                                                "unknown schema fingerprint "
                                                        + Long.toHexString(fingerprint)));
        Schema current = SchemaHistory.current(written.getFullName());
        try {
            // The fast reader holds no state of a single read, so one serves all threads.
            return SpecificData.getForSchema(current)
                    .getFastReaderBuilder()
                    .createDatumReader(written, current);
        } catch (IOException e) {
            throw new UndecodableEventException("schema cannot be resolved: " + written, e);
        }
    }

    private static final class Writer {
        private static final int LEAST = 512;
        private static final int MOST = 256 * 1024;

        private final SpecificDatumWriter<SpecificRecord> writer;
        private final byte[] header = new byte[HEADER_LENGTH];

        /// Where earlier events were written, to be used again: to allocate the room for a page
        /// takes longer than to fill it. Whoever finds none takes a new one.
        private final Queue<Room> rooms =
                new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

        private record Room(ByteArrayOutputStream bytes, BinaryEncoder encoder) {
            static Room create() {
                var bytes = new ByteArrayOutputStream(LEAST);
                // The buffered one copies a page's bytes once more before it writes them.
                return new Room(bytes, EncoderFactory.get().directBinaryEncoder(bytes, null));
            }
        }

        Writer(Schema schema) {
            writer = new EventDatumWriter(schema);
            long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
            header[0] = MARKER_1;
            header[1] = MARKER_2;
            for (int i = 2; i < HEADER_LENGTH; i++) {
                header[i] = (byte) (fingerprint >>> (i - 2) * 8);
            }
        }

        byte[] write(SpecificRecord event) {
            Room kept = rooms.poll();
            Room room = kept == null ? Room.create() : kept;
            ByteArrayOutputStream bytes = room.bytes();
            bytes.reset();
            bytes.writeBytes(header);
            try {
                writer.write(event, room.encoder());
                room.encoder().flush();
            } catch (IOException e) {
                throw new AssertionError("an array in memory cannot fail", e);
            }
            byte[] written = bytes.toByteArray();
            // Whatever breaks off an event leaves the room to the collector.
            if (written.length <= MOST) {
                var _ = rooms.offer(room);
            }
            return written;
        }
    }
}
