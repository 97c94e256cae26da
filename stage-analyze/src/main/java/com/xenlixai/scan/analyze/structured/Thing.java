package com.xenlixai.scan.analyze.structured;

import com.xenlixai.scan.analyze.source.Spot;
import java.util.List;
import java.util.Map;

/// Something that a page describes, in whatever syntax.
///
/// @param syntax `json-ld`, `microdata` or `rdfa`
/// @param types without the vocabulary's prefix
/// @param id its @id, itemid or resource, or empty
/// @param properties values by name
/// @param path where in its block it stands, as in `@graph[2].offers`
public record Thing(
        String syntax,
        List<String> types,
        String id,
        Map<String, List<Value>> properties,
        String path,
        boolean top,
        Spot spot) {

    /// A value of a property.
    public sealed interface Value {}

    /// A text, number or date, as written.
    public record Plain(String text, Spot spot) implements Value {}

    /// A thing inside a thing.
    public record Nested(Thing thing) implements Value {}

    /// A thing that is described elsewhere.
    public record Reference(String id) implements Value {}

    public boolean is(String type) {
        return types.contains(type);
    }

    public List<Value> values(String property) {
        return properties.getOrDefault(property, List.of());
    }

    /// Its first type, or an empty string.
    public String type() {
        return types.isEmpty() ? "" : types.getFirst();
    }

    /// The first plain value of a property, or an empty string.
    public String text(String property) {
        for (Value value : values(property)) {
            if (value instanceof Plain plain && !plain.text().isBlank()) {
                return plain.text().strip();
            }
        }
        return "";
    }
}
