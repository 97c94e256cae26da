package com.xenlixai.scan.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/// What every event's schema must keep to, so that services of different versions understand each
/// other in both directions and for as long as records are kept.
final class SchemaRules {

    private SchemaRules() {}

    /// What is wrong with a schema on its own: a missing doc string, an enum without a default.
    static List<String> flaws(Schema event) {
        List<String> flaws = new ArrayList<>();
        for (Schema type : namedTypes(event).values()) {
            if (isBlank(type.getDoc())) {
                flaws.add(type.getName() + " has no doc string");
            }
            if (type.getType() == Schema.Type.ENUM && type.getEnumDefault() == null) {
                flaws.add(
                        type.getName()
                                + " has no default: a reader could not take a symbol that a newer"
                                + " service sends");
            }
            if (type.getType() == Schema.Type.RECORD) {
                for (Schema.Field field : type.getFields()) {
                    if (isBlank(field.doc())) {
                        flaws.add(type.getName() + "." + field.name() + " has no doc string");
                    }
                }
            }
        }
        return flaws;
    }

    /// Where the schema does not read, or is not read by, one of the released versions (full,
    /// transitive). Avro's own schema validator is not enough: it lets an enum lose a symbol.
    ///
    /// @param released oldest first
    static List<String> incompatibilities(Schema current, List<Schema> released) {
        List<String> found = new ArrayList<>();
        for (int version = 1; version <= released.size(); version++) {
            Schema other = released.get(version - 1);
            found.addAll(unreadable(current, other, "does not read version " + version));
            found.addAll(unreadable(other, current, "is not read by version " + version));
        }
        return found;
    }

    private static List<String> unreadable(Schema reader, Schema writer, String what) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(
                        place ->
                                "%s %s: %s at %s (%s)"
                                        .formatted(
                                                reader.getName(),
                                                what,
                                                place.getType(),
                                                place.getLocation(),
                                                place.getMessage()))
                .toList();
    }

    /// Whether two schemas write the same bytes and carry the same fingerprint.
    static boolean sameFingerprint(Schema one, Schema other) {
        return SchemaNormalization.parsingFingerprint64(one)
                == SchemaNormalization.parsingFingerprint64(other);
    }

    /// The schema's records and enums by full name, itself included.
    static Map<String, Schema> namedTypes(Schema schema) {
        Map<String, Schema> found = new LinkedHashMap<>();
        collect(schema, found);
        return found;
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM, FIXED -> found.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
