package com.xenlixai.scan.analyze.structured;

import java.util.List;
import java.util.Map;

/// A JSON value that knows where it stands.
sealed interface Json {

    /// Offset in the text that it was read from.
    int offset();

    /// @param members in the order written; of a repeated name the last value
    /// @param repeated names that occur more than once
    record Members(Map<String, Json> members, List<String> repeated, int offset) implements Json {}

    record Items(List<Json> items, int offset) implements Json {}

    record Text(String value, int offset) implements Json {}

    /// A number, true, false or null, as written.
    record Literal(String value, int offset) implements Json {}
}
