package com.xenlixai.scan.generate.llm;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A request to the model: rules first and always the same, so that servers can cache them; the
/// page last.
///
/// @param system what the model is told
/// @param user the page, as data
/// @param canary a word of the system part that no honest answer repeats
record Prompt(String system, String user, String canary) {

    /// Changes whenever the same page may get another answer.
    static final String VERSION = "insights-1";

    private static final JsonMapper JSON = JsonMapper.shared();

    long characters() {
        return system.length() + user.length();
    }

    /// The request's body.
    String body(String model, AnswerFormat format, int outputTokens) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", model);
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", system);
        messages.addObject().put("role", "user").put("content", user);
        body.put("temperature", 0.1);
        body.put("stream", false);
        switch (format) {
            case SCHEMA -> {
                body.put("max_completion_tokens", outputTokens);
                body.put("store", false);
                body.put("prompt_cache_key", VERSION);
                schema(body);
            }
            case LEAN_SCHEMA -> {
                body.put("max_tokens", outputTokens);
                schema(body);
            }
            case OBJECT -> {
                body.put("max_tokens", outputTokens);
                body.putObject("response_format").put("type", "json_object");
            }
            case PROMPT -> body.put("max_tokens", outputTokens);
        }
        return body.toString();
    }

    private static void schema(ObjectNode body) {
        ObjectNode format = body.putObject("response_format");
        format.put("type", "json_schema");
        ObjectNode schema = format.putObject("json_schema");
        schema.put("name", "insights");
        schema.put("strict", true);
        schema.set("schema", JSON.readTree(PromptTexts.SCHEMA));
    }
}
