package com.xenlixai.scan.local.topic;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.UndecodableEventException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A record as one line of JSON: where it stands, its key and headers, and the decoded event.
/// Absent fields are left out, bodies are told by their size.
public final class EventJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.shared();

    private EventJson() {}

    /// The line, without its end.
    public static String line(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode line = NODES.objectNode();
        line.put("topic", record.topic());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
        if (record.key() != null) {
            line.put("key", text(record.key()));
        }
        ObjectNode headers = NODES.objectNode();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        if (!headers.isEmpty()) {
            line.set("headers", headers);
        }
        writeValue(line, record.value());
        return JSON.writeValueAsString(line);
    }

    private static void writeValue(ObjectNode line, byte @Nullable [] value) {
        if (value == null) {
            line.putNull("value");
            return;
        }
        try {
            var event = EventCodec.decode(value);
            line.put("type", event.getSchema().getName());
            line.set("value", json(event));
        } catch (UndecodableEventException e) {
            line.put("undecodable", e.getMessage());
            line.put("bytes", value.length);
        }
    }

    static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case IndexedRecord record -> {
                ObjectNode object = NODES.objectNode();
                for (Schema.Field field : record.getSchema().getFields()) {
                    Object part = record.get(field.pos());
                    if (part != null) {
                        object.set(field.name(), json(part));
                    }
                }
                yield object;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((name, part) -> object.set(String.valueOf(name), json(part)));
                yield object;
            }
            case Collection<?> items -> {
                ArrayNode array = NODES.arrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
            case ByteBuffer bytes -> NODES.objectNode().put("bytes", bytes.remaining());
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Boolean truth -> NODES.booleanNode(truth);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
