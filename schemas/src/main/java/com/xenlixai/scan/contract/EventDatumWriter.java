package com.xenlixai.scan.contract;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Writes events. Most unions of theirs are of null and one other type, and which of the two a value
/// is need not be found by the name of its type. A value that is of neither fails all the same, when
/// it is written.
final class EventDatumWriter extends SpecificDatumWriter<SpecificRecord> {

    EventDatumWriter(Schema schema) {
        super(schema, SpecificData.getForSchema(schema));
    }

    @Override
    protected int resolveUnion(Schema union, @Nullable Object datum) {
        List<Schema> types = union.getTypes();
        if (types.size() == 2 && types.getFirst().getType() == Schema.Type.NULL) {
            return datum == null ? 0 : 1;
        }
        return super.resolveUnion(union, datum);
    }
}
