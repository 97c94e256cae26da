package com.xenlixai.scan.generate.llm;

/// How the server is held to JSON. Servers differ; what one turns down is not tried again.
enum AnswerFormat {
    /// `response_format` with a strict JSON schema, and all optional parameters.
    SCHEMA,
    /// The schema, but only parameters that every server knows (`max_tokens`).
    LEAN_SCHEMA,
    /// `response_format` with `json_object`; the schema is in the prompt.
    OBJECT,
    /// The prompt alone.
    PROMPT;

    boolean isLast() {
        return this == PROMPT;
    }

    AnswerFormat next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    /// The next format that has a chance after that complaint.
    AnswerFormat after(String complaint) {
        boolean aboutFormat =
                complaint.contains("response_format") || complaint.contains("json_schema");
        return this == SCHEMA && aboutFormat ? OBJECT : next();
    }
}
