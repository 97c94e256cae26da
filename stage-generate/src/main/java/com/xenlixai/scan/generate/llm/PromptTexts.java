package com.xenlixai.scan.generate.llm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The fixed parts of the prompt, from the class path.
final class PromptTexts {

    /// JSON schema of the answer, in the subset that strict modes share.
    static final String SCHEMA = read("insights-schema.json");

    /// Task, rules and an example.
    static final String SYSTEM = read("insights-system.txt");

    private PromptTexts() {}

    private static String read(String name) {
        try (InputStream stream = PromptTexts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
