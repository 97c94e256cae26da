package com.xenlixai.scan.gateway.docs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document as something that answers can be held to: every member of an answer must
/// be described, with its type, and every required one must be there.
public final class ApiContract {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    private ApiContract(JsonNode document) {
        this.document = document;
    }

    public static ApiContract own() {
        return of(new ApiDescription().json());
    }

    public static ApiContract of(byte[] json) {
        return new ApiContract(JsonMapper.builder().build().readTree(json));
    }

    /// As in `GET /api/v1/pipeline`.
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .propertyStream()
                .forEach(
                        path ->
                                path.getValue().propertyNames().stream()
                                        .filter(METHODS::contains)
                                        .forEach(
                                                method ->
                                                        operations.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));
        return operations;
    }

    /// What does not fit, with its place; empty when everything does.
    public List<String> misfits(String schema, JsonNode answer) {
        List<String> misfits = new ArrayList<>();
        hold(document.at("/components/schemas/" + schema), answer, schema, misfits);
        return misfits;
    }

    private void hold(JsonNode schema, JsonNode value, String place, List<String> misfits) {
        if (schema.isMissingNode()) {
            misfits.add(place + " has no schema");
            return;
        }
        if (schema.has("$ref")) {
            String name = schema.get("$ref").stringValue().substring(SCHEMAS.length());
            hold(document.at("/components/schemas/" + name), value, place, misfits);
            return;
        }
        if (!fits(schema.get("type"), value)) {
            misfits.add(place + " is no " + schema.get("type"));
        }
        if (schema.has("enum")
                && schema.get("enum").valueStream().noneMatch(one -> one.equals(value))) {
            misfits.add(place + " is none of the values: " + value);
        }
        if (value.isArray() && schema.has("items")) {
            for (JsonNode element : value) {
                hold(schema.get("items"), element, place + "[]", misfits);
            }
        }
        if (value.isObject() && schema.has("properties")) {
            holdMembers(schema, value, place, misfits);
        }
    }

    private void holdMembers(JsonNode schema, JsonNode value, String place, List<String> misfits) {
        JsonNode properties = schema.get("properties");
        for (String name : value.propertyNames()) {
            if (properties.has(name)) {
                hold(properties.get(name), value.get(name), place + "." + name, misfits);
            } else {
                misfits.add(place + "." + name + " is not described");
            }
        }
        if (schema.has("required")) {
            schema.get("required")
                    .valueStream()
                    .map(JsonNode::stringValue)
                    .filter(name -> !value.has(name))
                    .forEach(name -> misfits.add(place + "." + name + " is missing"));
        }
    }

    private static boolean fits(@Nullable JsonNode type, JsonNode value) {
        if (type == null) {
            return true;
        }
        Set<String> types = new HashSet<>();
        if (type.isArray()) {
            type.valueStream().map(JsonNode::stringValue).forEach(types::add);
        } else {
            types.add(type.stringValue());
        }
        return types.stream().anyMatch(one -> is(one, value));
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
