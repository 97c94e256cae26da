package com.xenlixai.scan.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document: written by hand as YAML, since it is the contract and not a by-product of
/// the code, and served as JSON. A test holds it to the running service.
final class ApiDescription {

    private static final String SOURCE = "/openapi/openapi.yaml";

    private final byte[] json;

    ApiDescription() {
        try (InputStream stream = ApiDescription.class.getResourceAsStream(SOURCE)) {
            Object document =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Objects.requireNonNull(stream, SOURCE));
            json = JsonMapper.builder().build().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The document as JSON.
    byte[] json() {
        return json.clone();
    }
}
