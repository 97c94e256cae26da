package com.xenlixai.scan.gateway.report;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The one JSON mapper of reports. It is apart from that of the web layer, since what it writes is
/// kept for weeks and must read the same then.
final class ReportJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    // A double would turn 1e999 of a page into Infinity, which is no JSON.
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private ReportJson() {}

    static byte[] write(Object document) {
        return MAPPER.writeValueAsBytes(document);
    }

    static ReportDocument.Speed speed(String json) {
        return MAPPER.readValue(json, ReportDocument.Speed.class);
    }

    static ReportDocument report(byte[] body) {
        return MAPPER.readValue(body, ReportDocument.class);
    }

    /// A teaser as that of another scan.
    static byte[] teaserOf(String scanId, @Nullable String batchId, byte[] teaser) {
        ObjectNode document = (ObjectNode) MAPPER.readTree(teaser);
        // Members keep their places.
        document.put("scanId", scanId);
        if (batchId == null) {
            document.remove("batchId");
        } else {
            document.put("batchId", batchId);
        }
        return MAPPER.writeValueAsBytes(document);
    }

    /// A draft of JSON-LD as a tree, or as text when it is no JSON.
    static @Nullable JsonNode parsed(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            return StringNode.valueOf(json);
        }
    }
}
